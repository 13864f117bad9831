import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../../network/presets';
import type { Topology } from '../../network/topology';
import { foldingsOf, removeFolders, unpackedRequest } from '../csim/testing';
import type { ExportRequest } from '../export-request';
import { planOf } from '../plan';
import { type TestExport, testRequest } from '../testing';
import { unrolledRequest } from '../unrolled/testing';

const python = (...args: string[]) => spawnSync('python3', args, { encoding: 'utf8' }).status === 0;
const hasPython = python('--version');
const hasNumpy = hasPython && python('-c', 'import numpy');
if (!hasPython) console.warn('The PYNQ driver is not tested: python3 is missing');
else if (!hasNumpy) console.warn("The PYNQ driver is compiled but not run: python3's numpy is missing");

afterAll(removeFolders);

const tiny: Topology = {
  name: 'tiny',
  input: { height: 4, width: 5, channels: 1 },
  layers: [
    { kind: 'dense', units: 6 },
    { kind: 'dense', units: 4 },
  ],
  activation: 'relu',
};

const small = mlp('784-8-10', [8]);
const folded = (topology: Topology, bits: TestExport['bits'], foldings: string) =>
  testRequest({ topology, bits, foldings: foldingsOf(foldings), vectors: 7 });

const DESIGNS = {
  'bipolar pixels, 49 in 64 bits': folded(small, [1, 1, 1], '2x49 5x4'),
  'a padded vector': folded(small, [1, 2, 1], '2x64/8x832 5x4'),
  '8-bit pixels, 8 in 64 bits': folded(small, [2, 2, 8], '2x16 5x4'),
  '5-bit pixels': folded(small, [2, 2, 5], '2x14 5x4'),
  'a stream of 8 bits': folded(tiny, [2, 2, 2], '2x4 4x2'),
  'the windows of a map': folded(PRESETS.cnn, [2, 2, 8], '1x9 1x12 1x12'),
  'unrolled layers': unrolledRequest({ topology: mlp('784-5-10', [5]), bits: [2, 2, 1], vectors: 7 }),
};

/** Bytes of an image in the stream, in hex: codes side by side, the first lowest, in words that are little-endian. */
function streamOf(request: ExportRequest, line: string): string {
  const { input } = planOf(request);
  const digits = line.length / input.pixels;
  const codes = Array.from({ length: input.pixels }, (_, i) =>
    BigInt(`0x${line.slice(i * digits, (i + 1) * digits)}`),
  );
  return Array.from({ length: input.words }, (_, w) => {
    const group = codes.slice(w * input.group, (w + 1) * input.group);
    const word = group.reduce((sum, code, i) => sum | (code << BigInt(i * input.codeBits)), 0n);
    const bytes = word
      .toString(16)
      .padStart(input.streamBits / 4, '0')
      .match(/../g)!;
    return bytes.reverse().join('');
  }).join('');
}

const linesOf = (folder: string, name: string) =>
  readFileSync(join(folder, 'golden', name), 'utf8')
    .trim()
    .split('\n');

/** An export with a "bitstream", and the stub of pynq beside it. */
function board(request: ExportRequest): string {
  const folder = unpackedRequest(request);
  mkdirSync(join(folder, 'stub'));
  copyFileSync(join(import.meta.dirname, 'stub-pynq.py'), join(folder, 'stub/pynq.py'));
  const classes = linesOf(folder, 'classes.txt');
  const known = linesOf(folder, 'images.hex').map((line, i) => `${streamOf(request, line)} ${classes[i]}\n`);
  writeFileSync(join(folder, 'stub/images.txt'), known.join(''));
  for (const name of ['bitscape.bit', 'bitscape.hwh']) writeFileSync(join(folder, 'pynq', name), '');
  return folder;
}

function run(folder: string, cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync('python3', args, {
    cwd: join(folder, cwd),
    env: {
      ...process.env,
      PYTHONPATH: join(folder, 'stub'),
      PYTHONDONTWRITEBYTECODE: '1',
      OPENBLAS_NUM_THREADS: '1',
      STUB_IMAGES: join(folder, 'stub/images.txt'),
    },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe.skipIf(!hasPython)('the PYNQ driver', () => {
  it('compiles', () => {
    const folder = board(DESIGNS['a stream of 8 bits']);
    expect(run(folder, '.', '-m', 'py_compile', 'pynq/driver.py')).toMatchObject({ status: 0, stderr: '' });
  });
});

describe.skipIf(!hasNumpy)('the PYNQ driver on a stub of a board', () => {
  it.each(Object.entries(DESIGNS))('sends the golden stream and reads the classes: %s', (_, request) => {
    const folder = board(request);
    const { status, stdout, stderr } = run(folder, '.', 'pynq/driver.py', '--images', '20');
    expect(stderr).toBe('');
    expect(stdout).toContain('images 7 mismatches 0\n');
    expect(stdout).toMatch(/images per second \d+, estimate \d+/);
    expect(status).toBe(0);
  });

  it('counts mismatches, and fails', () => {
    const folder = board(DESIGNS['a stream of 8 bits']);
    const [first, ...rest] = linesOf(folder, 'classes.txt');
    writeFileSync(join(folder, 'golden/classes.txt'), `${[Number(first) + 1, ...rest].join('\n')}\n`);
    const { status, stdout } = run(folder, '.', 'pynq/driver.py', '--images', '20');
    expect(stdout).toContain(`image 0: class ${first}, expected ${Number(first) + 1}\n`);
    expect(stdout).toContain('images 7 mismatches 1\n');
    expect(status).toBe(1);
  });

  it.each([
    ['codes in the other order', 'WORD(i * CODE_BITS)', 'WORD((GROUP - 1 - i) * CODE_BITS)'],
    ['another width of codes', 'CODE_BITS = 5', 'CODE_BITS = 4'],
    ['big-endian words', 'return words', 'return words.byteswap()'],
  ])('a fault shows as mismatches: %s', (_, from, to) => {
    const folder = board(DESIGNS['5-bit pixels']);
    const path = join(folder, 'pynq/driver.py');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
    const { status, stdout } = run(folder, '.', 'pynq/driver.py', '--images', '20');
    expect(stdout).toContain('images 7 mismatches 7\n');
    expect(status).toBe(1);
  });

  it('says what is missing without a bitstream', () => {
    const folder = unpackedRequest(DESIGNS['a stream of 8 bits']);
    const { status, stderr } = run(folder, '.', 'pynq/driver.py');
    expect(stderr).toContain('bitscape.bit is missing: "make vivado" writes it to pynq/');
    expect(status).not.toBe(0);
  });

  it('makes codes of pixels as the integer network reads them', () => {
    const codes = (request: ExportRequest, ...pixels: number[]) =>
      run(
        board(request),
        'pynq',
        '-c',
        `import driver; print([int(driver.codes_of([p] * driver.PIXELS)[0][0]) for p in ${JSON.stringify(pixels)}])`,
      ).stdout.trim();
    expect(codes(DESIGNS['bipolar pixels, 49 in 64 bits'], 127, 128)).toBe('[0, 1]');
    expect(codes(DESIGNS['5-bit pixels'], 7, 8, 255)).toBe('[0, 1, 31]');
  });

  it('sends more images than one transfer holds', () => {
    const folder = board(DESIGNS['a stream of 8 bits']);
    const script = `import driver; driver.BATCH = 3
network = driver.Network()
print(list(network.classify(driver.golden_codes())) == list(driver.golden_classes()))`;
    expect(run(folder, 'pynq', '-c', script)).toMatchObject({ stdout: 'True\n', stderr: '' });
  });

  it('runs as a notebook', () => {
    const folder = board(DESIGNS['bipolar pixels, 49 in 64 bits']);
    const { cells } = JSON.parse(readFileSync(join(folder, 'pynq/bitscape.ipynb'), 'utf8'));
    const source = cells
      .filter((cell: { cell_type: string }) => cell.cell_type === 'code')
      .map((cell: { source: string[] }) => cell.source.join(''))
      .join('\n');
    const { status, stdout, stderr } = run(folder, 'pynq', '-c', source);
    expect(stderr).toBe('');
    expect(stdout).toContain('images 7 mismatches 0\n');
    expect(stdout).toMatch(/right \d of 7\nimages per second \d+/);
    expect(status).toBe(0);
  });
});
