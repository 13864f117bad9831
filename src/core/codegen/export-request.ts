import type { ImageSet } from '../datasets/dataset';
import type { Device } from '../hardware/device';
import type { Estimate } from '../hardware/estimate';
import type { MvauOptions } from '../hardware/mvau-options';
import type { IntegerNetwork } from '../network/integer-network';

/** Everything that an export is made from; equal requests give equal bytes. */
export interface ExportRequest {
  network: IntegerNetwork;
  /** Its foldings decide the hardware: one per stage. */
  estimate: Estimate;
  /** Where the Verilog keeps the weights of each layer; left to the synthesis tool where it is absent. */
  ram?: MvauOptions['ram'];
  /** How each hidden layer gets from sums to codes; by thresholds where it is absent. */
  activation?: MvauOptions['activation'];
  device: Device;
  clockMhz: number;
  /** Integer-network accuracy on the full test set, 0..1, and the images it was measured on. */
  accuracy: number;
  testCount: number;
  /** Where the accuracy was measured: "MNIST", "synthetic digits, not MNIST". */
  datasetName: string;
  /** Share link (or hash) that opens the design, as far as a link holds it: the rest is in `origin`. */
  link: string;
  /** Told in README and manifest; left out if it is not known. */
  origin?: ExportOrigin;
  /** Test images for the golden vectors. */
  vectors: ImageSet;
  /** Version of Bitscape that wrote it. */
  revision: string;
}

/** What an export depends on besides its link: the same link with another origin gives other bytes. */
export interface ExportOrigin {
  /** Ids of the data sets of training and of the vectors: parts of a set, and own images, have their own. */
  trainedOn: string;
  testedOn: string;
  /** Engine and version of Bitscape that trained the network. */
  engine: string;
  revision: string;
  /** Where the folding comes from: what the link says, or a file. */
  folding: 'link' | 'file';
}

/** One file of an export. Paths use "/" and have no leading slash. */
export interface GeneratedFile {
  path: string;
  content: string | Uint8Array;
}

/** How far an export is: files written, of a number that is not known before, then files hashed of all. */
export interface FileProgress {
  doing: 'writing' | 'hashing';
  done: number;
  all: number | null;
}

export type OnFiles = (progress: FileProgress) => void;
