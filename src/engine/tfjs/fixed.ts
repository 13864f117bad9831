import { BitscapeError } from '../../core/errors';
import type { Recipe } from '../recipe';

/** @throws BitscapeError "FixedUnavailable" for a recipe of fixed-point training, which is not written for tfjs. */
export function refuseFixed({ fixed }: Pick<Recipe, 'fixed'>, backend: string): void {
  if (!fixed) return;
  throw new BitscapeError(
    'FixedUnavailable',
    `tfjs-${backend} does not train fixed point: choose the engine wasm-fma or wasm-simd`,
    'engine',
  );
}
