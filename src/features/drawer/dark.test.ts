// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchDark } from './dark';

const page = document.documentElement;
let system: EventTarget & { matches: boolean };
let seen: boolean[];
let stop: () => void;

/** Observers of the document report a little later. */
const change = async (theme: string) => {
  page.dataset.theme = theme;
  await new Promise((done) => setTimeout(done));
};

beforeEach(() => {
  system = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal('matchMedia', () => system);
  page.dataset.theme = 'auto';
  seen = [];
  stop = watchDark((dark) => seen.push(dark));
});

afterEach(() => stop());

it('follows the choice of the page', async () => {
  await change('dark');
  await change('light');
  expect(seen).toEqual([false, true, false]);
});

it('follows the system while the page leaves it the choice', async () => {
  system.matches = true;
  system.dispatchEvent(new Event('change'));
  await change('light');
  expect(seen).toEqual([false, true, false]);
});

it('is quiet once stopped', async () => {
  stop();
  system.dispatchEvent(new Event('change'));
  await change('dark');
  expect(seen).toEqual([false]);
});
