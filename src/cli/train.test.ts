import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorOf, readJson, resultOf, runCli, scratch, TINY } from './testing';

describe('bitscape train and evaluate', () => {
  it('train a network whose file evaluates to the same accuracy', async () => {
    const at = scratch();
    const out = ['--epochs', '2', '--out', at('cell.json')];
    const trained = await resultOf('train', ...TINY, '--weight-bits', '2', ...out);
    expect(trained).toEqual({
      accuracy: expect.any(Number),
      floatCheck: { images: 120, mismatches: expect.any(Number) },
      epochs: 2,
      seconds: expect.any(Number),
      imagesPerSecond: expect.any(Number),
      engine: 'reference',
    });
    const { accuracy, seconds, imagesPerSecond } = Object(trained);
    expect(imagesPerSecond).toBeCloseTo((2 * 120) / seconds);

    const files = ['--checkpoint', at('cell.json'), '--predictions', at('classes.json')];
    const evaluated = await resultOf('evaluate', ...files, '--data', 'synthetic', '--limit', '120');
    expect(evaluated).toEqual({ accuracy, count: 120 });
    expect(readJson(at('classes.json'))).toHaveLength(120);
    expect(existsSync(at('cell.json.checkpoint'))).toBe(false);
  });

  it('goes on after Ctrl-C where it stopped, to the same network', async () => {
    const at = scratch();
    const options = ['train', ...TINY, '--epochs', '3', '--seed', '5'];
    const stopped = await runCli([...options, '--out', at('a.json')], 'epoch 2 of 3');
    expect(stopped.status).toBe(130);
    expect(stopped.notes.at(-1)).toContain('run the same command again');
    expect(existsSync(at('a.json'))).toBe(false);
    expect(await errorOf('evaluate', '--checkpoint', at('a.json.checkpoint'))).toContain('UnfinishedCell');

    const resumed = await runCli([...options, '--out', at('a.json')]);
    expect(resumed.notes).toContain('W3 A3: goes on after epoch 1 of 3');
    await resultOf(...options, '--out', at('b.json'));
    expect(Object(readJson(at('a.json'))).network).toBe(Object(readJson(at('b.json'))).network);
  });

  it('does not lose the half-done work of another run, or of a newer Bitscape', async () => {
    const at = scratch();
    const options = ['train', ...TINY, '--out', at('a.json')];
    await runCli([...options, '--epochs', '3'], 'epoch 2 of 3');
    const before = readJson(at('a.json.checkpoint'));
    const other = await errorOf(...options, '--epochs', '1');
    expect(other).toContain('CheckpointMismatch');
    expect(other).toContain('choose another --out');
    expect(readJson(at('a.json.checkpoint'))).toEqual(before);
    expect((await runCli([...options, '--epochs', '3'])).notes).toContain(
      'W3 A3: goes on after epoch 1 of 3',
    );
    writeFileSync(at('a.json.checkpoint'), JSON.stringify({ ...Object(before), version: 2 }));
    expect(await errorOf(...options, '--epochs', '3')).toContain('NewerFile');
  });

  it('starts anew, with a note, where the checkpoint is damaged', async () => {
    const at = scratch();
    writeFileSync(at('a.json.checkpoint'), '{');
    const { status, notes } = await runCli(['train', ...TINY, '--epochs', '1', '--out', at('a.json')]);
    expect(status).toBe(0);
    expect(notes.join('\n')).toContain('is not JSON');
    expect(existsSync(at('a.json.checkpoint'))).toBe(false);
  });

  it('names what is wrong with engine, data and cell', async () => {
    const at = scratch();
    writeFileSync(at('x.json'), '{}');
    expect(await errorOf('train', '--limit', '20', '--data', 'synthetic', '--engine', 'x')).toContain(
      'UnknownEngine',
    );
    expect(await errorOf('train', '--data', at('nowhere'))).toContain('MissingFolder');
    const [input, layers] = [
      { height: 14, width: 14, channels: 1 },
      Array(2).fill({ kind: 'dense', units: 5 }),
    ];
    const small = { name: 'small', input, layers, activation: 'relu' };
    const options = ['train', '--limit', '20', '--data', 'synthetic', '--network', at('net.json')];
    writeFileSync(at('net.json'), JSON.stringify(small));
    expect(await errorOf(...options)).toContain('ShapeMismatch: small takes images of 14 x 14 x 1');
    writeFileSync(at('net.json'), JSON.stringify({ ...small, input: { ...input, height: 28, width: 28 } }));
    expect(await errorOf(...options)).toContain('small tells 5 classes apart');
    expect(await errorOf('evaluate', '--checkpoint', at('x.json'))).toContain('BadCellFile');
  });
});
