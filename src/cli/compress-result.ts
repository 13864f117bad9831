import { planToJson } from '../core/compress/plan-json';
import type { Compression } from '../engine/compress/result';

/** What `compress` prints (docs/formats/compression.schema.json). */
export function compressionResult({ plan, steps, cell, ...rest }: Compression) {
  return {
    plan: planToJson(plan),
    ...rest,
    steps: steps.map(({ step, basis: _, ...result }) => ({ kind: step.kind, ...result })),
  };
}
