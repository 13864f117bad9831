"""Stands in for the pynq package in tests: its "network" knows the class of each image by the bytes of its stream."""
import os

import numpy as np


class Buffer(np.ndarray):
    def freebuffer(self):
        pass


def allocate(shape, dtype):
    return np.zeros(shape, dtype=dtype).view(Buffer)


def known_images():
    """Stream of an image -> class, from lines of "<hex bytes> <class>"."""
    with open(os.environ["STUB_IMAGES"]) as file:
        return {bytes.fromhex(stream): int(number) for stream, number in (line.split() for line in file)}


class Channel:
    def __init__(self, done):
        self.buffer = None
        self.done = done

    def transfer(self, buffer):
        assert self.buffer is None, "a transfer is still running"
        assert buffer.nbytes < 1 << 26, "more than the DMA counts"
        self.buffer = buffer

    def wait(self):
        assert self.buffer is not None, "nothing to wait for"
        self.done()
        self.buffer = None


class Dma:
    def __init__(self):
        self.sendchannel = Channel(self.answer)
        self.recvchannel = Channel(lambda: None)
        self.images = known_images()
        self.size = len(next(iter(self.images)))

    def answer(self):
        sent = self.sendchannel.buffer.tobytes()
        streams = [sent[i:i + self.size] for i in range(0, len(sent), self.size)]
        assert len(streams) == len(self.recvchannel.buffer), "a class for each image"
        self.recvchannel.buffer[:] = [self.images.get(stream, 255) for stream in streams]


class Overlay:
    def __init__(self, bitfile):
        assert os.path.exists(bitfile)
        self.dma = Dma()
