import { stagesOf } from '../../core/network/topology';
import type { Recipe } from '../recipe';

/** Work of a recipe in multiply-accumulates per training image: for comparing cells of unequal size. */
export const costOf = ({ topology, epochs }: Recipe): number =>
  epochs * stagesOf(topology).reduce((sum, s) => sum + s.fanIn * s.units * s.vectors, 0);
