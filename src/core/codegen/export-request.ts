import type { ImageSet } from '../datasets/dataset';
import type { Device } from '../hardware/device';
import type { Estimate } from '../hardware/estimate';
import type { IntegerNetwork } from '../network/integer-network';

/** Everything that an export is made from; equal requests give equal bytes. */
export interface ExportRequest {
  network: IntegerNetwork;
  /** Its foldings decide the hardware: one per stage. */
  estimate: Estimate;
  device: Device;
  clockMhz: number;
  /** Integer-network accuracy on the full test set, 0..1, and the images it was measured on. */
  accuracy: number;
  testCount: number;
  /** Where the accuracy was measured: "MNIST", "synthetic digits, not MNIST". */
  datasetName: string;
  /** Share link (or hash) that reproduces the design. */
  link: string;
  /** Test images for the golden vectors. */
  vectors: ImageSet;
  /** Version of Bitscape that wrote it. */
  revision: string;
}

/** One file of an export. Paths use "/" and have no leading slash. */
export interface GeneratedFile {
  path: string;
  content: string | Uint8Array;
}
