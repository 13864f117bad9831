/**
 * Speed of the hardware model, in Node and in Chromium: `npx tsx bench/hardware.ts [rounds] [--node]` prints JSON,
 * milliseconds; `--node` leaves the browser out. Targets: `grid` of the cnn under 0.5 (a slider is dragged), `fits` under
 * 16 (one frame), `fit` under 50.
 */
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../scripts/tools.mjs';
import { measureHardware } from './hardware-measures';

const rounds = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 15);
const nodeOnly = process.argv.includes('--node');

/** The measures as one script that leaves them in `window.hardwareBench`. */
async function pageScript(): Promise<string> {
  const entry = fileURLToPath(new URL('hardware-measures.ts', import.meta.url));
  const lib = { entry, formats: ['iife' as const], name: 'hardwareBench' };
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { lib, write: false, minify: true, target: 'es2022' },
  });
  const [{ output }] = Array.isArray(built) ? built : [];
  return output[0].code;
}

async function inChromium() {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await pageScript() });
    const results = await page.evaluate(`hardwareBench.measureHardware(${rounds})`);
    return { browser: browser.version(), results };
  } finally {
    await browser.close();
  }
}

const node = { version: process.version, results: measureHardware(rounds) };
const chromiumToo = nodeOnly ? {} : { chromium: await inChromium() };
console.log(JSON.stringify({ node, ...chromiumToo }, null, 2));
