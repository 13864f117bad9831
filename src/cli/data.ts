import type { Dataset } from '../core/datasets/dataset';
import { readDataset } from '../data/node';
import type { Arguments } from './arguments';
import { countOption } from './design-options';
import type { Io } from './io';

/** The data set of `--data` and `--limit`, its size noted. @throws BitscapeError of `readDataset`. */
export async function openData(args: Arguments, io: Io): Promise<Dataset> {
  const data = await readDataset(args.get('data'), { limit: countOption(args, 'limit') });
  const { train, validation, test } = data;
  io.note(
    `data: ${data.name}, ${train.count} to train, ${validation.count} to validate, ${test.count} to test`,
  );
  return data;
}
