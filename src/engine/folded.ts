import { fixedNetwork, fixedRealNetwork } from '../core/network/fixed-fold';
import type { RealNetwork } from '../core/network/float-path';
import { foldNetwork } from '../core/network/fold';
import type { IntegerNetwork } from '../core/network/integer-network';
import type { StageParameters } from '../core/network/parameters';
import type { Recipe } from './recipe';

/** The integer network of a recipe's trained parameters. @throws those of `foldNetwork` and `fixedNetwork`. */
export const foldedOf = (
  { topology, precision, fixed }: Pick<Recipe, 'topology' | 'precision' | 'fixed'>,
  parameters: readonly StageParameters[],
): IntegerNetwork =>
  fixed ? fixedNetwork(topology, precision, fixed, parameters) : foldNetwork(topology, precision, parameters);

/** What the float path of a recipe's trained parameters is made of, for `checkFloat`. */
export const floatSource = (
  { topology, precision, fixed }: Pick<Recipe, 'topology' | 'precision' | 'fixed'>,
  parameters: readonly StageParameters[],
): readonly StageParameters[] | RealNetwork =>
  fixed ? fixedRealNetwork(topology, precision, fixed, parameters) : parameters;
