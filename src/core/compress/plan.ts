import type { KHotMethod } from '../fixed/k-hot';
import type { Strategy } from '../hardware/unrolled/options';
import type { LowestInteger } from '../network/fixed-point';
import type { Topology } from '../network/topology';
import type { PtqOptions } from './options';
import type { PruneScope, PruneStructure } from './sparsity';

/** How long a step trains, and how. The learning rate falls linearly to 0. */
export interface TrainingChoice {
  epochs: number;
  batchSize: number;
  learningRate: number;
}

/** Trains the float network from random weights. */
export interface TrainStep extends TrainingChoice {
  kind: 'train';
}

/** Goes on training with weights pruned by magnitude: the share of zeros rises in the first half, then is held. */
export interface PruneStep extends TrainingChoice {
  kind: 'prune';
  /** Share of zero weights, 0 to 0.95. */
  amount: number;
  scope: PruneScope;
  structure: PruneStructure;
}

/** Quantizes all layers of the float network. */
export interface PtqStep extends PtqOptions {
  kind: 'ptq';
}

/** What partial quantization leaves in float: the convolutions (paper 001), or layers in order of their measured loss. */
export const SKIPS = ['convolutions', 'sensitive'] as const;

/** Quantizes the layers that are not sensitive. */
export interface PartialPtqStep extends PtqOptions {
  kind: 'partial-ptq';
  skip: (typeof SKIPS)[number];
}

/** Quantization-aware training from the float weights. */
export interface QatStep extends TrainingChoice {
  kind: 'qat';
  weightBits: number;
  activationBits: number;
}

/**
 * Fixed point (paper 004): the binary points of least error, then training of weights and points together (QFX). With 0
 * epochs it is the paper's baseline, quantized after the training.
 */
export interface FixedStep extends TrainingChoice {
  kind: 'fixed';
  weightBits: number;
  activationBits: number;
  /** Of the multiplier and the bias that BatchNorm becomes. */
  parameterBits: number;
  /** Weights and multipliers are sums of at most so many powers of two; 0: of any number. */
  kHot: number;
  method: KHotMethod;
  lowest: LowestInteger;
}

/** Estimates the hardware of every step that has an integer network. */
export interface MapStep {
  kind: 'map';
  estimator: string;
  device: string;
  targetFps: number;
  clockMhz: number;
  /** Of the estimator "unrolled": products per multiplier, and how they share it. */
  reuseFactor: number;
  strategy: Strategy;
}

export type CompressionStep =
  | TrainStep
  | PruneStep
  | PtqStep
  | PartialPtqStep
  | QatStep
  | FixedStep
  | MapStep;

/** Steps that give a quantized network, each from the latest float one. */
export type QuantizingStep = PtqStep | PartialPtqStep | QatStep | FixedStep;

/**
 * A way to compress a network, as data. With `wanted`, the quantizing steps are Algorithm 1 of paper 001: they end at
 * the first whose accuracy on validation suffices. Without, all of them run, each from the float network.
 */
export interface CompressionPlan {
  topology: Topology;
  inputBits: number;
  loss: 'cross-entropy' | 'squared-hinge';
  seed: number;
  /** Accuracy 0..1, of the validation set: nothing is chosen on test data. */
  wanted: number | null;
  steps: CompressionStep[];
}

export const isQuantizing = (step: CompressionStep): step is QuantizingStep =>
  step.kind === 'ptq' || step.kind === 'partial-ptq' || step.kind === 'qat' || step.kind === 'fixed';
