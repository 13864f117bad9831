import { ramb18Count } from '../ramb18';
import type { Strategy } from './options';

/** Words to which hls4ml's rule holds: those of a RAMB18 at its full width of 36 bits. */
const RULE_DEPTH = 512;

/**
 * RAMB18s of the weights: with the resource strategy and RF > 1 a ROM of RF words, weights x bits / RF wide, 36 bits to
 * a block; else the weights are constants in the fabric. hls4ml's rule does not heed the depth; beyond 512 words this
 * one takes the block's narrower words.
 * Source: hls4ml optimization/dsp_aware_pruning/objectives/vivado_objectives.py; nnet_dense_resource.h.
 */
export function weightRom(weights: number, bits: number, reuseFactor: number, strategy: Strategy): number {
  if (strategy === 'latency' || reuseFactor === 1) return 0;
  if (reuseFactor > RULE_DEPTH) return ramb18Count(Math.ceil((weights * bits) / reuseFactor), reuseFactor);
  return Math.ceil((weights * bits) / (reuseFactor * 36));
}
