import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mlp, PRESETS } from '../network/presets';
import type { Topology } from '../network/topology';
import { generateExport } from './export';
import { type TestExport, testRequest } from './testing';

const found = (tool: string) => spawnSync(tool, ['--version']).status === 0;
const tools = found('g++') && found('make');
if (!tools) console.warn('C simulation is not tested: g++ or make is missing');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Writes an export into a new folder. */
function unpacked(options: TestExport): string {
  const folder = mkdtempSync(join(tmpdir(), 'bitscape-csim-'));
  folders.push(folder);
  for (const { path, content } of generateExport(testRequest(options))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function make(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync('make', args, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const csim = (folder: string, ...args: string[]) => make(folder, 'csim', 'CXXFLAGS=-O1 -Werror', ...args);

const small = mlp('784-16-16-10', [16, 16]);
const uneven = mlp('784-15-18-10', [15, 18]);
const relu: Topology = {
  name: 'relu',
  input: { height: 4, width: 5, channels: 1 },
  layers: [
    { kind: 'dense', units: 6 },
    { kind: 'dense', units: 7 },
    { kind: 'dense', units: 4 },
  ],
  activation: 'relu',
};

/** Several (W, A) and input widths; padded and unpadded; words that regroup evenly, by divisor, by multiple. */
const EXPORTS: Record<string, TestExport> = {
  'W1A1, 1-bit input, padded (XNOR)': {
    topology: small,
    bits: [1, 1, 1],
    foldings: [
      [8, 64, 16, 832],
      [4, 8, 24, 16],
      [16, 8, 64, 32],
    ],
  },
  'W1A3, 8-bit input, padded': {
    topology: small,
    bits: [1, 3, 8],
    foldings: [
      [8, 49],
      [16, 2, 16, 20],
      [2, 8],
    ],
  },
  'W3A1, 1-bit input, padded': {
    topology: mlp('784-12-18-10', [12, 18]),
    bits: [3, 1, 1],
    foldings: [
      [4, 112, 16, 784],
      [6, 6, 18, 18],
      [5, 9],
    ],
  },
  'W8A8, 8-bit input': {
    topology: small,
    bits: [8, 8, 8],
    foldings: [
      [4, 49],
      [8, 16],
      [2, 4],
    ],
  },
  'W2A4, 5-bit input, through the least common multiple': {
    topology: uneven,
    bits: [2, 4, 5],
    foldings: [
      [5, 784],
      [6, 3],
      [5, 9],
    ],
  },
  'W4A2, 2-bit input, through the greatest common divisor, padded': {
    topology: uneven,
    bits: [4, 2, 2],
    foldings: [
      [3, 14],
      [9, 10, 27, 20],
      [2, 15, 10, 30],
    ],
  },
  'W3A3, 1-bit input, tfc': {
    topology: PRESETS.tfc,
    bits: [3, 3, 1],
    foldings: [
      [16, 49],
      [8, 8],
      [8, 8],
      [10, 8],
    ],
  },
  'ReLU W1A1, padded': {
    topology: relu,
    bits: [1, 1, 3],
    foldings: [
      [3, 5, 9, 20],
      [2, 3, 8, 9],
      [3, 2, 6, 10],
    ],
  },
  'ReLU W2A2, padded': {
    topology: relu,
    bits: [2, 2, 8],
    foldings: [
      [2, 4],
      [1, 3, 7, 9],
      [4, 4, 4, 8],
    ],
  },
};

describe.skipIf(!tools)('C simulation of an export', () => {
  it.each(Object.keys(EXPORTS))('equals the integer network: %s', (name) => {
    const { status, stdout, stderr } = csim(unpacked({ ...EXPORTS[name], vectors: 20 }));
    expect(stderr).toBe('');
    expect(stdout).toContain('images 20 mismatches 0\n');
    expect(stdout).toContain(`scores compared ${20 * (EXPORTS[name].topology === relu ? 4 : 10)}\n`);
    expect(status).toBe(0);
  });

  const mutants: [string, string, (source: string) => string][] = [
    ['a weight of the first layer', 'hls/mvau0.h', (s) => s.replace(/(_weights[^;]*?0x)(\w)/, flipDigit)],
    ['a weight of the last layer', 'hls/mvau2.h', (s) => s.replace(/(_weights[^;]*?0x)(\w)/, flipDigit)],
    ['a threshold', 'hls/mvau1.h', (s) => s.replace(/(_thresholds[^;]*?\{)(-?\d+)/, otherSide)],
    ['a bias', 'hls/mvau2.h', (s) => s.replace(/(_bias[^;]*?\{)(-?\d+)/, (_, head) => `${head}5`)],
    ['an expected class', 'golden/classes.txt', (s) => `${(Number(s[0]) + 1) % 10}${s.slice(1)}`],
  ];
  const otherSide = (_: string, head: string, threshold: string) => head + (Number(threshold) > 0 ? -99 : 99);
  const flipDigit = (_: string, head: string, digit: string) =>
    head + (15 - Number.parseInt(digit, 16)).toString(16);

  it.each(mutants)('fails when %s is changed', (_, path, change) => {
    const folder = unpacked({
      ...EXPORTS['W3A3, 1-bit input, tfc'],
      topology: small,
      foldings: TINY,
      vectors: 40,
    });
    const before = readFileSync(join(folder, path), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(join(folder, path), after);
    const { status, stdout } = csim(folder);
    expect(stdout).toMatch(/images 40 mismatches [1-9]/);
    expect(status).not.toBe(0);
  });

  it('starts a new image after a packet that ended within one', () => {
    const folder = unpacked({ ...EXPORTS['ReLU W2A2, padded'], vectors: 4 });
    writeFileSync(join(folder, 'hls/early.cpp'), EARLY_END);
    const options = [
      '-std=c++11',
      '-pedantic',
      '-Ihls/include',
      'hls/early.cpp',
      'hls/bitscape_top.cpp',
      '-o',
      'early',
    ];
    expect(spawnSync('g++', options, { cwd: folder, encoding: 'utf8' }).stderr).not.toContain('error');
    const { stdout, stderr } = spawnSync('./early', [], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe('early TLAST 1, next class right 1, TLAST 0\n');
  });

  it('uses the ap_int.h of AP_TYPES, and says when there is none', () => {
    const folder = unpacked({ ...EXPORTS['ReLU W2A2, padded'], vectors: 3 });
    const types = join(folder, 'types');
    const missing = csim(folder, `AP_TYPES=${types}`);
    expect(missing.status).not.toBe(0);
    expect(missing.stderr).toContain('holds no ap_int.h');
    mkdirSync(types);
    cpSync(join(folder, 'hls/include/ap_int.h'), join(types, 'ap_int.h'));
    rmSync(join(folder, 'hls/include/ap_int.h'));
    expect(csim(folder, `AP_TYPES=${types}`).stdout).toContain('images 3 mismatches 0\n');
  });

  it.each([
    ['csim', 'needs a C++ compiler'],
    ['hls', 'needs Vitis HLS'],
    ['vivado', 'vivado is not on the PATH'],
    ['ooc', 'vivado is not on the PATH'],
  ])('make %s without its tool says what is missing', (target, message) => {
    const folder = unpacked({ ...EXPORTS['ReLU W2A2, padded'], vectors: 1 });
    const program = spawnSync('sh', ['-c', 'command -v make'], { encoding: 'utf8' }).stdout.trim();
    const run = spawnSync(program, [target], {
      cwd: folder,
      env: { PATH: '/nonexistent' },
      encoding: 'utf8',
    });
    expect(run.stderr).toContain(message);
    expect(run.status).not.toBe(0);
  });
});

const TINY: TestExport['foldings'] = [
  [4, 49],
  [8, 4],
  [5, 8],
];

/** A packet cut after two beats, then a whole image in a packet that goes on. */
const EARLY_END = `#define main test_bench
#include "tb.cpp"
#undef main
int main() {
  hls::stream<input_beat> in("in"), whole("whole");
  hls::stream<class_beat> out("out");
  const std::vector<std::string> images = lines_of("golden/images.hex");
  send(images[1], false, whole);
  for (int i = 0; i < Input::WORDS; i++) {
    input_beat beat = whole.read();
    beat.last = i == 1;
    if (i < 2) in.write(beat);
  }
  send(images[0], false, in);
  bitscape_top(in, out);
  bitscape_top(in, out);
  const class_beat cut = out.read();
  const class_beat next = out.read();
  const int right = next.data.to_int() == std::atoi(lines_of("golden/classes.txt")[0].c_str());
  std::printf("early TLAST %d, next class right %d, TLAST %d\\n", cut.last.to_int(), right, next.last.to_int());
  return 0;
}
`;
