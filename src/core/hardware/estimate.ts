import type { Explanation } from './explanation';

/** FPGA resources. `null` means the estimator does not model it: shown as "not modelled", never as 0. */
export interface Resources {
  lut: number | null;
  ff: number | null;
  bram18: number | null;
  /** UltraRAM blocks of 288 Kb. */
  uram: number | null;
  dsp: number | null;
}

export type ResourceName = keyof Resources;

/** The timing figures of a network. */
export type TimingName = 'ii' | 'latencyCycles' | 'fps';

export const RESOURCE_NAMES: readonly ResourceName[] = ['lut', 'ff', 'bram18', 'uram', 'dsp'];

/** Parallelism of one MVAU: PE neurons times SIMD inputs per cycle; `mw`, `mh` are the (possibly padded) matrix. */
export interface Folding {
  pe: number;
  simd: number;
  mw: number;
  mh: number;
}

/** What stands in the hardware of a network: MVAUs and what feeds, joins and follows them. */
export type NodeKind = 'swg' | 'mvau' | 'fifo' | 'dwc' | 'pool' | 'label-select';

/** Estimate of one node of the chain that a network becomes. */
export interface NodeEstimate extends Resources {
  /** "swg0", "mvau0", "fifo0", "dwc0", "pool0", "labelselect0", counted by kind. */
  name: string;
  kind: NodeKind;
  /** What it is, in words: "784 x 64, PE 8, SIMD 49", "8 to 32 bits". */
  shape: string;
  /** Cycles per image; null where there is no model: FIFOs and converters go along with their neighbours. */
  cycles: number | null;
  explanations: Partial<Record<ResourceName | 'cycles', Explanation>>;
}

/** Estimate of one layer in hardware. */
export interface LayerEstimate extends Resources {
  /** "mvau0", ... */
  name: string;
  kind: 'mvau';
  folding: Folding;
  /** How parallel it is, in words, where PE and SIMD are not what says it: "reuse factor 4, 256 products at once". */
  parallelism?: string;
  /** Cycles per image. */
  cycles: number;
  /** How each number came about; absent for what is not modelled. Written when read, so a grid costs little. */
  explanations: Partial<Record<ResourceName | 'cycles', Explanation>>;
}

/** Estimate of a network at one folding and clock. */
export interface Estimate {
  estimator: string;
  layers: LayerEstimate[];
  /** Whole design. What is outside the layers (base cost, FIFOs) is in here and explained. */
  total: Resources;
  totalExplanations: Partial<Record<ResourceName | TimingName, Explanation>>;
  /** Initiation interval: cycles between images, the slowest layer's. */
  ii: number;
  /** Name of the slowest layer. */
  bottleneck: string;
  latencyCycles: number;
  /** Images per second at the clock. */
  fps: number;
  clockMhz: number;
  /** What the estimator leaves out, in words for a person. */
  notModelled: string[];
  /** What a person must know to read the numbers: an extrapolation, an assumption that this network breaks. */
  notes: string[];
}
