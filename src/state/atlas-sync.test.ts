import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { syncAtlas } from './atlas-sync';
import { useStore } from './store';

const mocks = vi.hoisted(() => ({ loadAtlas: vi.fn<() => Promise<void>>() }));
vi.mock('./atlas-load', () => mocks);

beforeEach(() => {
  vi.useFakeTimers();
  mocks.loadAtlas.mockReset().mockResolvedValue();
  useStore.getState().openDesign(DESIGN_DEFAULTS);
});

afterEach(() => {
  vi.useRealTimers();
});

it('loads after the page is drawn, and again for every design that another run belongs to', async () => {
  syncAtlas();
  expect(mocks.loadAtlas).not.toHaveBeenCalled();
  await vi.runAllTimersAsync();
  await expect.poll(() => mocks.loadAtlas).toHaveBeenCalledTimes(1);
  const { edit, select } = useStore.getState();
  edit({ seed: 1, data: 'mnist', device: 'zu3eg' });
  select({ weightBits: 5, activationBits: 5 });
  edit({ network: 'sfc' });
  await expect.poll(() => mocks.loadAtlas).toHaveBeenCalledTimes(2);
  edit({ epochs: 9 });
  await expect.poll(() => mocks.loadAtlas).toHaveBeenCalledTimes(3);
});
