import { hexDigits } from '../hls/testbench';
import { banner } from '../hls/text';
import type { Plan } from '../plan';

/** `driver.py`: loads the overlay, classifies images through the DMA, checks the golden ones, measures the speed. */
export const driver = (plan: Plan, origin: string): string =>
  [
    `#!/usr/bin/env python3\n${banner('#', 'Classifies images on a PYNQ board.', origin)}`,
    heading(),
    constants(plan),
    packing(plan),
    GOLDEN,
    NETWORK,
    MAIN,
  ].join('\n');

const heading = (): string => `"""Loads the overlay, sends images through its DMA and reads their classes.

Copy pynq/ (with bitscape.bit and bitscape.hwh, which "make vivado" puts there) and golden/ to the board, side by side.
There, as root and in PYNQ's Python environment:

    python3 pynq/driver.py

prints "images <N> mismatches 0" and the images per second. pack, codes_of and golden_* run without a board.
"""
import argparse
import os
import time

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
BITFILE = os.path.join(HERE, "bitscape.bit")
GOLDEN = os.path.join(os.path.dirname(HERE), "golden")
`;

function constants({ input, classes, request }: Plan): string {
  const { fps, clockMhz } = request.estimate;
  return `PIXELS = ${input.pixels}  # of an image, row by row
CODE_BITS = ${input.codeBits}  # of a pixel code
GROUP = ${input.group}  # codes in a word of the stream, the first in the least significant bits
WORDS = ${input.words}  # per image; what lies beyond the pixels in the last ones is ignored
WORD = np.uint${input.streamBits}  # the stream is ${input.streamBits} bits wide
CLASSES = ${classes}
ESTIMATE_FPS = ${fps}  # images per second at ${clockMhz} MHz, by the estimate

# Images per transfer: buffers of at most 4 MB, since the DMA counts to 2^26 bytes and boards have little contiguous memory.
BATCH = max(1, (4 << 20) // (WORDS * np.dtype(WORD).itemsize))
`;
}

function packing(plan: Plan): string {
  const { input, layers } = plan;
  const bipolar = layers[0].input.bipolar;
  const codes = bipolar ? '(pixels >= 128).astype(np.uint8)' : `pixels >> ${8 - input.codeBits}`;
  const meaning = bipolar
    ? '1 for a pixel of at least 128, else 0'
    : `the upper ${input.codeBits} bits of a pixel`;
  return `
def codes_of(pixels):
    """Codes of images with pixels 0..255, one row per image: ${meaning}."""
    pixels = np.asarray(pixels, dtype=np.uint8).reshape(-1, PIXELS)
    return ${codes}


def pack(codes):
    """Words of the stream, one row per image, from pixel codes."""
    codes = np.asarray(codes).reshape(-1, PIXELS)
    room = np.zeros((len(codes), WORDS * GROUP), dtype=WORD)
    room[:, :PIXELS] = codes
    words = np.zeros((len(codes), WORDS), dtype=WORD)
    for i in range(GROUP):
        words |= room[:, i::GROUP] << WORD(i * CODE_BITS)
    return words


def codes_from_hex(line):
    """Codes of one line of golden/images.hex, ${hexDigits(plan)} hex digit${hexDigits(plan) > 1 ? 's' : ''} each."""
    return [int(line[i:i + ${hexDigits(plan)}], 16) for i in range(0, len(line), ${hexDigits(plan)})]
`;
}

const GOLDEN = `
def golden_codes(folder=GOLDEN):
    """Pixel codes of the golden images, one row per image."""
    with open(os.path.join(folder, "images.hex")) as file:
        return np.array([codes_from_hex(line.strip()) for line in file], dtype=np.uint8)


def golden_classes(folder=GOLDEN):
    """The class that the network must give for each golden image."""
    return golden_numbers(folder, "classes.txt")


def golden_labels(folder=GOLDEN):
    """What each golden image shows."""
    return golden_numbers(folder, "labels.txt")


def golden_numbers(folder, name):
    with open(os.path.join(folder, name)) as file:
        return np.array([int(line) for line in file])
`;

const NETWORK = `
class Network:
    """The network on the board."""

    def __init__(self, bitfile=BITFILE):
        for path in (bitfile, os.path.splitext(bitfile)[0] + ".hwh"):
            if not os.path.exists(path):
                raise FileNotFoundError(path + ' is missing: "make vivado" writes it to pynq/')
        from pynq import Overlay, allocate  # only where there is a board

        self._allocate = allocate
        self.overlay = Overlay(bitfile)
        self.dma = self.overlay.dma

    def classify(self, codes):
        """Classes of images, from their pixel codes."""
        return self.run(pack(codes))[0]

    def throughput(self, codes, count=10000):
        """Images per second through the DMA, packing not counted; the codes are repeated up to that count."""
        words = np.resize(pack(codes), (count, WORDS))
        return count / self.run(words)[1]

    def run(self, words):
        """Classes of packed images, and the seconds that their transfers took."""
        classes = np.empty(len(words), dtype=np.int64)
        seconds = 0.0
        for start in range(0, len(words), BATCH):
            batch = words[start:start + BATCH]
            sent = self._allocate(shape=batch.shape, dtype=WORD)
            received = self._allocate(shape=(len(batch),), dtype=np.uint32)
            sent[:] = batch
            began = time.perf_counter()
            self.dma.recvchannel.transfer(received)
            self.dma.sendchannel.transfer(sent)
            self.dma.sendchannel.wait()
            self.dma.recvchannel.wait()
            seconds += time.perf_counter() - began
            classes[start:start + BATCH] = received
            sent.freebuffer()
            received.freebuffer()
        return classes, seconds
`;

const MAIN = `
def main():
    parser = argparse.ArgumentParser(description="Classifies the golden images on the board, and measures the speed.")
    parser.add_argument("--bitfile", default=BITFILE, help="the .bit, with its .hwh beside it")
    parser.add_argument("--golden", default=GOLDEN, help="folder of the golden images")
    parser.add_argument("--images", type=int, default=10000, help="how many the speed is measured with")
    args = parser.parse_args()

    codes = golden_codes(args.golden)
    expected = golden_classes(args.golden)
    network = Network(args.bitfile)
    classes = network.classify(codes)
    wrong = np.flatnonzero(classes != expected)
    for i in wrong[:10]:
        print("image %d: class %d, expected %d" % (i, classes[i], expected[i]))
    print("images %d mismatches %d" % (len(expected), len(wrong)))
    print("images per second %.0f, estimate %.0f" % (network.throughput(codes, args.images), ESTIMATE_FPS))
    return 1 if len(wrong) else 0


if __name__ == "__main__":
    raise SystemExit(main())
`;
