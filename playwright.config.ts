import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/tools.mjs';

/** One port for this run: the workers, which load this file again, inherit it. */
process.env.BITSCAPE_E2E_PORT ??= String(20_000 + (process.pid % 20_000));
const port = process.env.BITSCAPE_E2E_PORT;

/** The site is served from a folder inside a host, as on a project page. */
const BASE = '/some/folder/';
const LOCAL = `http://127.0.0.1:${port}${BASE}`;

/** A name that is neither localhost nor https: no secure context there. */
const PLAIN_HOST = 'bitscape.test';

const chromium = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1440, height: 900 },
  launchOptions: {
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
    ],
  },
};

/** End-to-end tests of the built site (`npm run build` first; `npm test` does). */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  globalTimeout: 600_000,
  forbidOnly: Boolean(process.env.CI),
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
  webServer: { command: `node scripts/static-server.mjs dist ${port} ${BASE}`, url: LOCAL },
  projects: [
    { name: 'local', testIgnore: 'plain-http.spec.ts', use: { ...chromium, baseURL: LOCAL } },
    {
      name: 'plain-http',
      testMatch: 'plain-http.spec.ts',
      use: { ...chromium, baseURL: `http://${PLAIN_HOST}:${port}${BASE}` },
    },
  ],
});
