import type { ImageSet } from '../core/datasets/dataset';
import type { RealNetwork } from '../core/network/float-path';
import type { IntegerNetwork } from '../core/network/integer-network';
import type { StageParameters } from '../core/network/parameters';
import type { Topology } from '../core/network/topology';
import type { Precision } from '../core/precision';
import type { Recipe } from './recipe';
import type { SharedRecipe } from './shared/recipe';
import type { SharedTrainer } from './shared/trainer';

/** A batch, already quantized: `inputs` are [size][height][width][channel] values, `labels` the classes. */
export interface Batch {
  size: number;
  /** Quantized values, [size][height][width][channel]. */
  readonly inputs: Float32Array;
  /** What `inputs` are made of, for engines that quantize them on their own: `batchMaker` then leaves that to them. */
  pixels?: {
    inputBits: number;
    /** Copies the pixels, laid out as `inputs`, to `at` and on. */
    copyTo(bytes: Uint8Array, at: number): void;
  };
  labels: Uint8Array;
  /**
   * Dropout multipliers (0 or 1 / (1 - p)), drawn by the caller so that every engine drops the same units:
   * index 0 for the input, i + 1 for the output of hidden stage i (after its pool), each laid out as
   * [size][height][width][channel]; null = no dropout there.
   */
  dropout: (Float32Array | null)[];
}

/** Gradients of one stage, laid out as its parameters. */
export interface StageGradients {
  weights: Float32Array;
  gamma: Float32Array;
  beta: Float32Array;
  /** Of the trained integer bits of a fixed-point network; absent in all others. */
  points?: Float32Array;
}

/** Adam's first and second moments, laid out as the gradients. */
export interface StageMoments {
  m: StageGradients;
  v: StageGradients;
}

/** The whole state of a training run: restoring it resumes bit for bit. */
export interface TrainerState {
  parameters: StageParameters[];
  moments: StageMoments[];
  /** Optimiser steps taken so far. */
  steps: number;
}

/**
 * One network being trained by one engine. Engines differ in where the arithmetic runs, never in what it
 * means: `trainer.contract.ts` holds every engine to the plain TypeScript reference.
 *
 * Forward: quantize weights -> product -> BatchNorm with batch statistics -> activation quantizer ->
 * max-pool -> dropout. Backward: straight-through estimators. Then Adam, weight step times `glorotScale`,
 * weights clipped to the quantizer's limits.
 */
export interface Trainer {
  /** One optimiser step. May return before the device is done; `drain` waits. */
  step(batch: Batch, learningRate: number): void;
  /** Waits for the steps given so far; mean loss of the steps since the last call (NaN if none). */
  drain(): Promise<number>;
  /** Loss and gradients of a batch, changing nothing: for the contract suite. */
  gradients(batch: Batch): Promise<{ loss: number; stages: StageGradients[] }>;
  /** A copy of the state. */
  snapshot(): Promise<TrainerState>;
  /** Frees the device memory; the trainer is of no use afterwards. */
  dispose(): void;
}

/** A trained network in floating point, before it is folded into integers; `parameters[i]` are those of stage i. */
export interface FloatNetwork {
  topology: Topology;
  precision: Precision;
  parameters: readonly StageParameters[];
}

/** Scores [count][classes] of images. */
export type FloatForward = (images: ImageSet) => Float32Array;

/** An engine that can make trainers, once it has been tried on this machine. */
export interface Engine {
  /** One of the ids in `engines.ts`. */
  id: string;
  /** What a person reads: "WebGPU (tfjs)". */
  label: string;
  /** A run repeats and resumes bit for bit on the same build; false where a GPU may order its sums anew. */
  deterministic: boolean;
  createTrainer(recipe: Recipe, state: TrainerState): Trainer;
  /** Whether it trains recipes of fixed point; the others refuse them ("FixedUnavailable"). */
  trainsFixed?: true;
  /** Classes by the integer network, equal to core's `classify` and faster; without it core's is used. */
  classify?(network: IntegerNetwork, images: ImageSet): Uint8Array;
  /**
   * The float path of a trained network in evaluation mode: quantized weights as real values, BatchNorm with running
   * statistics, activation quantizers, all in float32. Without it that of `reference/forward.ts` is used.
   */
  forward?(network: FloatNetwork): FloatForward;
  /** A network of float and quantized layers in float32, without ranges found at run time; without it core's is used. */
  forwardReal?(network: RealNetwork): FloatForward;
  /** A trainer of one set of weights for many precisions, from its first weights on; not every engine has it. */
  createSharedTrainer?(recipe: SharedRecipe): SharedTrainer;
  /**
   * Called when the device is lost (a GPU context that went away, say): trainers of this engine are dead,
   * the run must be resumed from its checkpoint on a fresh engine.
   */
  onLost?(listener: (reason: string) => void): void;
}

/** How to get an engine here. `open` throws a BitscapeError "EngineUnavailable" that says why not. */
export interface EngineDescriptor {
  id: string;
  label: string;
  open(): Promise<Engine>;
}
