import { test as base, expect, type Page } from '@playwright/test';
import { Explorer } from './explorer';

interface Fixtures {
  explorer: Explorer;
  /** Patterns of console errors that a test provokes on purpose. */
  provoked: RegExp[];
}

/** Collects what a page reports as an error: console errors, uncaught exceptions. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  return errors;
}

/** Every test gets the page object, and fails if any page of its context reported an error. */
export const test = base.extend<Fixtures>({
  provoked: [[], { option: true }],
  context: async ({ context, provoked }, use) => {
    const watched: string[][] = [];
    context.on('page', (page) => watched.push(watchErrors(page)));
    await use(context);
    const errors = watched.flat().filter((text) => !provoked.some((pattern) => pattern.test(text)));
    expect(errors, 'errors in the console').toEqual([]);
  },
  explorer: async ({ page }, use) => use(new Explorer(page)),
});

export { expect };
