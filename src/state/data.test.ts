import { beforeEach, expect, it, vi } from 'vitest';
import type { Dataset } from '../core/datasets/dataset';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { openFiles, prepareData } from './data';
import { activeData } from './data-sets';
import { startRun } from './run';
import { useStore } from './store';

const worker = vi.hoisted(() => ({ next: undefined as unknown as () => Promise<unknown> }));

vi.mock('../../workers/data-client', () => {
  const answer = () => worker.next();
  return { createDataClient: () => ({ synthetic: answer, jets: answer, mnist: answer, files: answer }) };
});

const part = { count: 1, height: 28, width: 28, pixels: new Uint8Array(784), labels: new Uint8Array(1) };
const dataset = (id: string): Dataset => ({ id, name: id, train: part, validation: part, test: part });
const state = () => useStore.getState();
const active = () => activeData(state().design, state().ownData).id;
const files = [new File([], 'images'), new File([], 'labels')];

beforeEach(() => state().openDesign(DESIGN_DEFAULTS));

it('trains on files of one’s own until another data set is chosen, a link is opened, or MNIST is dropped', async () => {
  const drop = async (id: string) => {
    worker.next = async () => dataset(id);
    await openFiles(files);
  };
  await drop('idx-1');
  expect([active(), (await prepareData())?.id]).toEqual(['idx-1', 'idx-1']);
  state().edit({ data: 'synthetic' });
  expect(active()).toBe('synthetic');
  await drop('idx-1');
  state().openDesign(DESIGN_DEFAULTS);
  expect(active()).toBe('synthetic');
  await drop('idx-1');
  await drop('mnist');
  expect([active(), state().design.data]).toEqual(['mnist', 'mnist']);
  state().undo();
  expect(active()).toBe('synthetic');
});

it('names the data set that a status is about', async () => {
  worker.next = async () => dataset('synthetic');
  await prepareData();
  expect([state().data.id, state().data.state]).toEqual(['synthetic', 'ready']);
});

it('keeps the design when files are no data set', async () => {
  worker.next = async () => {
    throw new Error('images.gz is truncated');
  };
  await openFiles(files);
  expect([active(), state().data.state, state().data.text]).toEqual([
    'synthetic',
    'failed',
    'images.gz is truncated',
  ]);
});

it('starts a run on files that are still being read', async () => {
  let read = (_: Dataset): void => {};
  worker.next = () =>
    new Promise<Dataset>((done) => {
      read = done;
    });
  const opened = openFiles(files);
  const work = vi.fn(async () => active());
  const run = startRun('train', 'Training stopped', async () => void (await work()));
  await new Promise((done) => setTimeout(done));
  expect(work).not.toHaveBeenCalled();
  read(dataset('mnist'));
  await Promise.all([opened, run]);
  expect(work).toHaveReturned();
  expect(await work.mock.results[0].value).toBe('mnist');
});

const jet = { count: 1, height: 1, width: 16, pixels: new Uint8Array(16), labels: new Uint8Array(1) };
const jets = (id: string): Dataset => ({ id, name: id, train: jet, validation: jet, test: jet });

it('draws jets for a network that takes jets, and says that the public ones must be dropped', async () => {
  state().edit({ network: 'jets' });
  expect(activeData(state().design, null).name).toBe('synthetic jets, not the LHC data');
  worker.next = async () => jets('synthetic-jets');
  expect((await prepareData())?.id).toBe('synthetic-jets');
  state().edit({ data: 'mnist' });
  expect(await prepareData()).toBeNull();
  expect(state().data).toMatchObject({ id: 'jets', state: 'failed', text: expect.stringContaining('42468') });
});

it('takes the network that dropped files are for, and never mixes the two', async () => {
  worker.next = async () => jets('jets-1');
  await openFiles([new File([], 'jets.csv')]);
  expect([active(), state().design.network]).toEqual(['jets-1', 'jets']);
  expect((await prepareData())?.id).toBe('jets-1');
  state().edit({ network: 'sfc' });
  expect(await prepareData()).toBeNull();
  expect(state().notices.at(-1)?.text).toContain('sfc takes images of 28 x 28 x 1');
  worker.next = async () => dataset('mnist');
  state().edit({ network: 'jets' });
  await openFiles(files);
  expect([active(), state().design.network]).toEqual(['mnist', 'tfc']);
});

it('refuses files while training runs on other images', async () => {
  const { sweep } = state();
  state().updateSession({ sweep: { ...sweep, state: 'running' } });
  worker.next = async () => dataset('idx-2');
  await openFiles(files);
  state().updateSession({ sweep });
  expect(active()).toBe('synthetic');
  expect(state().notices.at(-1)?.text).toMatch(/cancel it, then open files/);
});
