import type { Random } from '../../random';
import { between, gaussian } from './noise';
import { expSmall, sinTurns } from './portable-math';
import type { Polyline } from './strokes';

/** Side of an image in pixels. */
export const SIDE = 28;

/** MNIST fits digits into a box of this side, then centres their mass in the image. */
const BOX = 20;

/** A pen; lengths in pixels. */
export interface Pen {
  radius: number;
  /** Relative change of the radius along a stroke: a sine of this height, frequency (per stroke) and phase. */
  pressure: { height: number; frequency: number; phase: number };
  /** Width of the grey edge. */
  softness: number;
  /** Wider (> 1) or taller (< 1) than round. */
  aspect: number;
}

/** A pen as people have them. */
export function drawPen(random: Random): Pen {
  return {
    radius: Math.min(Math.max(1.15 * expSmall(0.28 * gaussian(random)), 0.55), 2.6),
    pressure: {
      height: 0.12 * gaussian(random),
      frequency: between(random, 1, 3),
      phase: random.uniform(),
    },
    softness: between(random, 0.9, 1.5),
    aspect: expSmall(0.1 * gaussian(random)),
  };
}

/** Draws the lines with the pen as MNIST prepares its digits: fitted to 20 x 20, centre of mass in the middle. */
export function render(lines: readonly Polyline[], pen: Pen, image: Uint8Array): void {
  fitToBox(lines, BOX - 2 * pen.radius);
  const canvas = new Float64Array(SIDE * SIDE);
  for (const line of lines) stroke(line, pen, canvas);
  centre(canvas, image);
}

/** Scales the lines in place so that the longer side of their box is `side`, centred in the image. */
function fitToBox(lines: readonly Polyline[], side: number): void {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      left = Math.min(left, line[i]);
      right = Math.max(right, line[i]);
      top = Math.min(top, line[i + 1]);
      bottom = Math.max(bottom, line[i + 1]);
    }
  }
  const scale = side / Math.max(right - left, bottom - top);
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      line[i] = SIDE / 2 + (line[i] - (left + right) / 2) * scale;
      line[i + 1] = SIDE / 2 + (line[i + 1] - (top + bottom) / 2) * scale;
    }
  }
}

/** Adds a line to the canvas of ink shares 0..1: each pixel keeps its darkest. */
function stroke(line: Polyline, pen: Pen, canvas: Float64Array): void {
  const { height, frequency, phase } = pen.pressure;
  const segments = line.length / 2 - 1;
  for (let i = 0; i < segments; i++) {
    const along = (i + 0.5) / segments;
    const radius = pen.radius * (1 + height * sinTurns(frequency * along + phase));
    segment(line.subarray(2 * i, 2 * i + 4), radius, pen, canvas);
  }
}

/** Inks the pixels near a segment by their distance to it, measured where the pen is round. */
function segment(ends: Float64Array, radius: number, pen: Pen, canvas: Float64Array): void {
  const wide = pen.aspect;
  const tall = 1 / wide;
  const reach = radius + pen.softness / 2;
  const left = Math.max(Math.floor(Math.min(ends[0], ends[2]) - reach * wide), 0);
  const right = Math.min(Math.ceil(Math.max(ends[0], ends[2]) + reach * wide), SIDE);
  const top = Math.max(Math.floor(Math.min(ends[1], ends[3]) - reach * tall), 0);
  const bottom = Math.min(Math.ceil(Math.max(ends[1], ends[3]) + reach * tall), SIDE);
  const ax = ends[0] * tall;
  const ay = ends[1] * wide;
  const dx = ends[2] * tall - ax;
  const dy = ends[3] * wide - ay;
  const perLength = 1 / (dx * dx + dy * dy + 1e-12);
  const full = 0.5 + radius / pen.softness;
  const perPixel = 1 / pen.softness;
  for (let row = top; row < bottom; row++) {
    const py = (row + 0.5) * wide - ay;
    for (let column = left; column < right; column++) {
      const px = (column + 0.5) * tall - ax;
      const t = (px * dx + py * dy) * perLength;
      const clamped = t < 0 ? 0 : t > 1 ? 1 : t;
      const ex = px - clamped * dx;
      const ey = py - clamped * dy;
      const ink = full - Math.sqrt(ex * ex + ey * ey) * perPixel;
      const at = row * SIDE + column;
      if (ink > canvas[at]) canvas[at] = ink > 1 ? 1 : ink;
    }
  }
}

/** Copies the canvas to 8-bit pixels, moved by whole pixels so that the centre of mass is in the middle. */
function centre(canvas: Float64Array, image: Uint8Array): void {
  let mass = 0;
  let massX = 0;
  let massY = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const ink = canvas[y * SIDE + x];
      mass += ink;
      massX += ink * x;
      massY += ink * y;
    }
  }
  const shiftX = Math.floor(SIDE / 2 - massX / mass + 0.5);
  const shiftY = Math.floor(SIDE / 2 - massY / mass + 0.5);
  for (let y = 0; y < SIDE; y++) {
    const fromY = y - shiftY;
    if (fromY < 0 || fromY >= SIDE) continue;
    for (let x = Math.max(0, shiftX); x < Math.min(SIDE, SIDE + shiftX); x++) {
      image[y * SIDE + x] = Math.round(255 * canvas[fromY * SIDE + x - shiftX]);
    }
  }
}
