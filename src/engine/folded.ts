import { fixedNetwork, fixedRealNetwork } from '../core/network/fixed-fold';
import type { RealNetwork } from '../core/network/float-path';
import type { StageParameters } from '../core/network/parameters';
import { type Folded, foldOrWide } from '../core/network/wide';
import type { Recipe } from './recipe';

/** What a recipe's trained parameters are in integers. @throws those of `foldOrWide` and `fixedNetwork`. */
export const foldedOf = (
  { topology, precision, fixed }: Pick<Recipe, 'topology' | 'precision' | 'fixed'>,
  parameters: readonly StageParameters[],
): Folded =>
  fixed ? fixedNetwork(topology, precision, fixed, parameters) : foldOrWide(topology, precision, parameters);

/** What the float path of a recipe's trained parameters is made of, for `checkFloat`. */
export const floatSource = (
  { topology, precision, fixed }: Pick<Recipe, 'topology' | 'precision' | 'fixed'>,
  parameters: readonly StageParameters[],
): readonly StageParameters[] | RealNetwork =>
  fixed ? fixedRealNetwork(topology, precision, fixed, parameters) : parameters;
