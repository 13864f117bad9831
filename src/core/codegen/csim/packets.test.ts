import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Topology } from '../../network/topology';
import { csimTools, foldingsOf, removeFolders, unpacked } from './testing';

afterAll(removeFolders);

const topology: Topology = {
  name: 'relu',
  input: { height: 4, width: 5, channels: 1 },
  layers: [
    { kind: 'dense', units: 6 },
    { kind: 'dense', units: 7 },
    { kind: 'dense', units: 4 },
  ],
  activation: 'relu',
};

describe.skipIf(!csimTools())('packets', () => {
  it('starts a new image after a packet that ended within one', () => {
    const folder = unpacked({
      topology,
      bits: [2, 2, 8],
      foldings: foldingsOf('2x4 1x3/7x9 4x4/4x8'),
      vectors: 4,
    });
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
});

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
