import type { LayerEstimate, ResourceName } from './estimate';
import { type Explanation, figure } from './explanation';

/** Sum of a resource over the layers, null as soon as one layer does not model it. */
export const layerSum = (layers: readonly LayerEstimate[], name: ResourceName): number | null =>
  layers.reduce<number | null>((sum, layer) => {
    const value = layer[name];
    return sum === null || value === null ? null : sum + value;
  }, 0);

/** How a total that is the sum of its layers comes about. */
export const explainSum = (
  layers: readonly LayerEstimate[],
  name: ResourceName,
  source: string,
  error: string,
): Explanation => {
  const value = layerSum(layers, name) ?? 0;
  return {
    value,
    formula: 'sum over layers',
    substituted: `${layers.map((layer) => figure(layer[name] ?? 0)).join(' + ')} = ${figure(value)}`,
    source,
    error,
  };
};
