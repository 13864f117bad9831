import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawJets } from '../core/datasets/jets/synthetic';
import { csvOf } from '../core/datasets/jets/testing';
import { errorOf, faultsOf, readJson, resultOf, scratch, TINY } from './testing';

const BITS = ['--weight-bits', '8', '--activation-bits', '8'];
const ENGINE = ['--engine', 'reference'];

describe('bitscape with jets', () => {
  it('trains the jet tagger on a file, with the area under the ROC curve of each class', async () => {
    const at = scratch();
    writeFileSync(at('jets.csv'), csvOf(drawJets({ seed: 1, count: 800 })));
    const data = ['--data', at('jets.csv')];
    const epochs = ['--epochs', '4'];
    const trained = Object(
      await resultOf(
        'train',
        '--network',
        'jets',
        ...BITS,
        ...ENGINE,
        ...epochs,
        ...data,
        '--out',
        at('c.json'),
      ),
    );
    // Chance gives 0.2 and 1/2.
    expect(trained.accuracy).toBeGreaterThan(0.35);
    expect(trained.auc.mean).toBeGreaterThan(0.65);
    expect(Object.keys(trained.auc.perClass)).toEqual(['g', 'q', 'w', 'z', 't']);
    const { accuracy, auc } = trained;
    expect(await resultOf('evaluate', '--checkpoint', at('c.json'), ...data)).toEqual({
      accuracy,
      auc,
      count: 160,
    });
  });

  it('does not mix jets and digits', async () => {
    const at = scratch();
    writeFileSync(at('jets.csv'), csvOf(drawJets({ seed: 1, count: 50 })));
    expect(await errorOf('train', '--network', 'tfc', '--data', at('jets.csv'))).toMatch(
      /ShapeMismatch: tfc takes images of 28 x 28 x 1; those of .* are 1 x 16 x 1: jets are for the network jets/,
    );
  });
});

describe('bitscape train --sparsity', () => {
  const pruned = ['train', ...TINY, '--epochs', '2', '--sparsity', '0.75', '--prune-steps', '1-2/1'];

  it('holds that share of the weights at 0, as its file says', async () => {
    const at = scratch();
    const { nonZero } = Object(await resultOf(...pruned, '--out', at('c.json')));
    expect(nonZero.map(({ weights }: { weights: number }) => weights)).toEqual([6272, 80]);
    // 6272 / 4 and 80 / 4 are not picked; rounding to 3 bits takes some more to 0.
    expect(nonZero[0].nonZero).toBeLessThanOrEqual(1568);
    expect(nonZero[0].nonZero).toBeGreaterThan(1000);
    expect(nonZero[1].nonZero).toBeLessThanOrEqual(20);
    const cell = readJson(at('c.json'));
    expect(faultsOf('cell', cell)).toEqual([]);
    expect(Object(cell).recipe.sparsity).toEqual({
      amount: 0.75,
      scope: 'layer',
      structure: 'unstructured',
      schedule: { kind: 'constant', begin: 1, end: 2, frequency: 1 },
    });
    expect(
      await resultOf('evaluate', '--checkpoint', at('c.json'), '--data', 'synthetic', '--limit', '9'),
    ).toEqual({
      accuracy: expect.any(Number),
      count: 9,
    });
    const hardware = ['estimate', '--network', '784-8-10', '--estimator', 'unrolled'];
    const resource = ['--strategy', 'resource', '--reuse-factor', '2', '--checkpoint', at('c.json')];
    expect(Object(await resultOf(...hardware, ...resource)).notes[0]).toContain('LUT and FF have no rule');
    expect(await errorOf('estimate', '--network', 'jets', '--estimator', 'unrolled', ...resource)).toMatch(
      /CheckpointMismatch: .* is of the network 784-8-10, not of 16-64-32-32-5/,
    );
  });

  it.each([
    ['BipolarSparsity', ['--sparsity', '0.5', '--weight-bits', '1']],
    ['must be a number from 0 to 0.95', ['--sparsity', '0.97']],
    ['must be a number from 0 to 0.95', ['--sparsity', 'half']],
    ['it must be layer or global', ['--sparsity', '0.5', '--prune-scope', 'all']],
    ['such as 1-3000/100', ['--sparsity', '0.5', '--prune-steps', '10']],
    ['the run ends after 10 steps', ['--sparsity', '0.5', '--prune-steps', '11-20/1']],
    ['IllegalSparsity', ['--sparsity', '0.5', '--prune-steps', '5-4/1']],
    ['--sparsity, how much, is missing', ['--prune-structure', 'neuron']],
  ])('refuses with "%s": %o', async (message, options) => {
    expect(await errorOf('train', ...TINY, ...options)).toContain(message);
  });
});

describe('bitscape estimate --estimator unrolled, with zeros', () => {
  const jets = ['estimate', '--network', 'jets', ...BITS, '--estimator', 'unrolled', '--device', 'xc7a200t'];

  it('counts no hardware for them', async () => {
    // Paper 002, table III at 8 bits: 11 % of 134600 LUT.
    expect(Object(await resultOf(...jets)).total).toMatchObject({ lut: 47109, ff: 54674 });
    const pruned = Object(await resultOf(...jets, '--sparsity', '0.75'));
    expect(pruned.total).toMatchObject({ lut: 14806, ff: 15094, dsp: 0 });
    expect(pruned.notes[0]).toContain('1064 of 4256 weights are not 0');
  });

  it('says where they are not heeded, or not clear', async () => {
    expect(await errorOf('estimate', '--network', 'jets', '--sparsity', '0.5')).toContain(
      '--sparsity is for --estimator unrolled',
    );
    expect(await errorOf(...jets, '--sparsity', '0.5', '--checkpoint', 'c.json')).toContain('not both');
  });
});
