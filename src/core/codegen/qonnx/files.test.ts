import { describe, expect, it } from 'vitest';
import { syntheticDigits } from '../../datasets/synthetic';
import { foldNetwork } from '../../network/fold';
import { classify } from '../../network/infer';
import { mlp } from '../../network/presets';
import { randomParameters } from '../../network/testing';
import { sha256Hex } from '../../sha256';
import { bytesOf } from '../archive';
import { testRequest } from '../testing';
import { qonnxFiles } from './files';
import { CNN, decodeModel, executor, imageInput, MLP, precisionOf, variedNetwork } from './testing';

const request = (bits: readonly [number, number, number]) =>
  testRequest({
    topology: MLP,
    bits,
    foldings: [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  });

const contentOf = (files: ReturnType<typeof qonnxFiles>, path: string) =>
  files.find((file) => file.path === path)!.content;

describe('qonnxFiles', () => {
  it('are three models and a README', async () => {
    const files = qonnxFiles(request([2, 2, 1]), 'Network x.');
    expect(files.map(({ path }) => path)).toEqual([
      'qonnx/784-24-16-10.onnx',
      'qonnx/784-24-16-10_finn.onnx',
      'qonnx/784-24-16-10_qonnx.onnx',
      'qonnx/README.md',
    ]);
    const model = await decodeModel(contentOf(files, 'qonnx/784-24-16-10.onnx') as Uint8Array);
    expect(model.producerVersion).toBe('0.1.0');
    expect(model.docString).toMatch(/^Network x\. Integers in standard operators/);
    expect(model.graph!.name).toBe('bitscape_784_24_16_10');
  });

  it('are the same bytes for the same request, and a byte per weight in the standard one', () => {
    const hashes = () =>
      qonnxFiles(request([8, 8, 8]), 'x').map(({ content }) => sha256Hex(bytesOf(content)));
    expect(hashes()).toEqual(hashes());
    const [standard] = qonnxFiles(request([8, 8, 8]), 'x');
    const weights = 784 * 24 + 24 * 16 + 16 * 10;
    const thresholds = (24 + 16) * 128 * 4;
    expect(standard.content.length).toBeLessThan(weights + thresholds + 6000);
  });

  it('give names that a file system takes', () => {
    const files = qonnxFiles({ ...request([1, 1, 1]), network: named('a/b ü') }, 'x');
    expect(files[0].path).toBe('qonnx/a_b__.onnx');
  });

  it('leave out what float32 cannot hold, and say so', () => {
    const files = qonnxFiles({ ...request([8, 8, 8]), network: heavy() }, 'x');
    expect(files.map(({ path }) => path)).toEqual(['qonnx/heavy.onnx', 'qonnx/README.md']);
    const text = contentOf(files, 'qonnx/README.md');
    expect(text).toContain(`\`heavy_finn.onnx\` is not written: sums of mvau0 reach ${784 * 127 * 255}`);
    expect(text).not.toContain('## FINN');
  });
});

describe("the README of the models tells what this network's are", () => {
  const textOf = (network: ReturnType<typeof named>) =>
    String(contentOf(qonnxFiles({ ...request([2, 2, 1]), network }, 'x'), 'qonnx/README.md'));
  const digits = syntheticDigits({ seed: 5, count: 50 });
  const of = (topology: typeof MLP, bits: readonly number[]) =>
    textOf(variedNetwork(topology, precisionOf(bits), digits));

  it('the codes of its input', () => {
    expect(of(MLP, [2, 2, 1])).toContain('+1 for pixels from 128 on (BIPOLAR)');
    expect(of(MLP, [2, 2, 3])).toContain('pixel >> 5 (UINT3)');
    expect(of(MLP, [2, 2, 8])).toContain('= "ufixed<8,8>"');
  });

  it('how the host gets the class', () => {
    const network = variedNetwork(MLP, precisionOf([2, 2, 1]), digits);
    const { scale, bias } = network.stages[2];
    expect(textOf(network)).toContain(`scale = np.array([${scale.join(', ')}])`);
    expect(textOf(network)).toContain(`offset = np.array([${bias.join(', ')}])`);
    scale.fill(9);
    bias.fill(0);
    expect(textOf(network)).toContain('LabelSelect');
  });

  it('whether FINN takes the QONNX file, whether float32 resolves it, what convolutions need', () => {
    expect(of(MLP, [2, 2, 1])).toContain('FINN converts this file too');
    expect(of(MLP, [4, 4, 1])).toContain('use `784-24-16-10_finn.onnx` there');
    expect(of(MLP, [2, 2, 1])).toContain('In float32 all 40 neurons');
    expect(of(MLP, [8, 8, 8])).toMatch(/Float32 does not resolve the boundaries of \d+ of the 40 neurons/);
    expect(of(CNN, [2, 2, 8])).toContain('ConvertToChannelsLastAndClean');
    expect(of(MLP, [2, 2, 1])).not.toContain('ConvertToChannelsLastAndClean');
  });
});

it('scores that float32 would round are still told apart by the FINN file', async () => {
  const digits = syntheticDigits({ seed: 5, count: 20 });
  const network = variedNetwork(MLP, precisionOf([8, 8, 8]), digits);
  const { weights, scale, bias, stage } = network.stages[2];
  weights.copyWithin(stage.fanIn, 0, stage.fanIn);
  scale[1] = scale[0];
  bias.fill(0);
  bias[0] = 2 ** 30;
  bias[1] = 2 ** 30 + 1;
  const wanted = classify(network, digits);
  expect([...wanted]).toEqual(Array(20).fill(1));
  const files = qonnxFiles({ ...request([8, 8, 8]), network }, 'x');
  const run = executor(await decodeModel(contentOf(files, 'qonnx/784-24-16-10_finn.onnx') as Uint8Array));
  const classes = Array.from(
    wanted,
    (_, i) => run(imageInput(network, digits, i, 'pixels')).get('global_out')!.data[0],
  );
  expect(classes).toEqual([...wanted]);
  expect(Math.fround(2 ** 30 + 1)).toBe(2 ** 30);
});

function named(name: string) {
  const topology = mlp(name, [4]);
  return foldNetwork(topology, precisionOf([1, 1, 1]), randomParameters(topology, 1));
}

/** A network whose first sums reach 784 * 127 * 255, beyond 2^24. */
function heavy() {
  const topology = mlp('heavy', [4]);
  const parameters = randomParameters(topology, 1);
  parameters[0].weights.fill(2);
  return foldNetwork(topology, precisionOf([8, 8, 8]), parameters);
}
