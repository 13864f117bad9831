import type { Dataset } from '../core/datasets/dataset';
import { aucOf } from '../core/network/auc';
import { scores } from '../core/network/infer';
import type { IntegerNetwork } from '../core/network/integer-network';

/** `auc: {mean, perClass}` of an integer network on the test set, where the classes have names; else nothing. */
export function aucResult(network: () => IntegerNetwork, { classes, test }: Dataset) {
  if (!classes) return {};
  const { perClass, mean } = aucOf(scores(network(), test), test.labels, classes.length);
  return { auc: { mean, perClass: Object.fromEntries(classes.map((name, c) => [name, perClass[c]])) } };
}
