import type { Random } from '../../random';
import { gaussian } from './noise';
import { expSmall, sinTurns } from './portable-math';
import type { Polyline } from './strokes';

/** Standard deviations of the distortions, in units of the digit's box; `slant` and `slantMean` in x per y. */
const WARP = {
  bend: 0.25,
  wave: 0.027,
  waveFrequency: 0.9,
  stretch: 0.2,
  slantMean: 0.091,
  slant: 0.275,
  rotation: 0.112,
} as const;

/** Distorts the lines in place: bends, a slow wave, then stretch, slant and rotation. */
export function warp(lines: readonly Polyline[], random: Random): void {
  bend(lines, random);
  wave(lines, random);
  affine(lines, random);
}

function bend(lines: readonly Polyline[], random: Random): void {
  const [q0, q1, q2, q3, q4, q5] = Array.from({ length: 6 }, () => WARP.bend * gaussian(random));
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const x = line[i];
      const y = line[i + 1];
      line[i] = x + q0 * y * y + q1 * x * y + q2 * x * x;
      line[i + 1] = y + q3 * x * x + q4 * x * y + q5 * (y * y - 0.25);
    }
  }
}

function wave(lines: readonly Polyline[], random: Random): void {
  const draw = () => ({
    height: WARP.wave * gaussian(random),
    f: WARP.waveFrequency * gaussian(random),
    g: WARP.waveFrequency * gaussian(random),
    phase: random.uniform(),
  });
  const a = draw();
  const b = draw();
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const x = line[i];
      const y = line[i + 1];
      line[i] = x + a.height * sinTurns(a.f * x + a.g * y + a.phase);
      line[i + 1] = y + b.height * sinTurns(b.f * x + b.g * y + b.phase);
    }
  }
}

function affine(lines: readonly Polyline[], random: Random): void {
  const stretch = expSmall(WARP.stretch * gaussian(random));
  const slant = WARP.slantMean + WARP.slant * gaussian(random);
  const turns = (WARP.rotation * gaussian(random)) / 6.283185307179586;
  const sin = sinTurns(turns);
  const cos = sinTurns(turns + 0.25);
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const y = line[i + 1];
      const x = line[i] * stretch - slant * y;
      line[i] = cos * x - sin * y;
      line[i + 1] = sin * x + cos * y;
    }
  }
}
