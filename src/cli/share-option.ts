import { SPARSITY_LIMIT } from '../core/compress/sparsity';
import { BitscapeError } from '../core/errors';
import type { Arguments } from './arguments';

/** Value of an option that is a share of zero weights; undefined if it was not given. @throws BitscapeError "BadOption". */
export function shareOption(args: Arguments, name: string): number | undefined {
  const text = args.get(name);
  if (text === undefined) return undefined;
  const share = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (share <= SPARSITY_LIMIT) return share;
  throw new BitscapeError(
    'BadOption',
    `--${name} ${text}: it must be a share from 0 to ${SPARSITY_LIMIT}, such as 0.75`,
    `--${name}`,
  );
}
