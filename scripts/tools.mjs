/**
 * What the tests need beyond npm packages: found on this machine, or installed with apt-get where that is
 * possible without asking anyone (Debian or Ubuntu, as root or with passwordless sudo).
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/**
 * @typedef {object} Tool
 * @property {string} name What a person calls it.
 * @property {readonly string[]} commands Names it may have on the PATH, best first.
 * @property {readonly string[]} packages Debian packages that bring it.
 * @property {string} [variable] Environment variable that may hold its path.
 * @property {() => string | undefined} [otherwise] Another place to look.
 * @property {readonly string[]} [fallback] npm executable and arguments that install it where apt-get cannot.
 */

/** @type {readonly Tool[]} */
export const TOOLS = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    packages: ['chromium', 'fonts-dejavu-core'],
    variable: 'CHROMIUM_PATH',
    otherwise: playwrightChromium,
    fallback: ['playwright', 'install', '--with-deps', 'chromium'],
  },
  { name: 'g++', commands: ['g++'], packages: ['g++'] },
  { name: 'make', commands: ['make'], packages: ['make'] },
  { name: 'tclsh', commands: ['tclsh', 'tclsh8.6'], packages: ['tcl'] },
  { name: 'Icarus Verilog', commands: ['iverilog'], packages: ['iverilog'] },
  { name: 'Verilator', commands: ['verilator'], packages: ['verilator'] },
  { name: 'Yosys', commands: ['yosys'], packages: ['yosys'] },
];

/** The browser that `npx playwright install` brings, if it was ever run. */
function playwrightChromium() {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

/** @param {string} command */
function onPath(command) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, command);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return undefined;
}

/**
 * Whether a browser starts: Ubuntu's /usr/bin/chromium-browser may be a note about snap instead.
 * @param {string} path
 */
const runs = (path) => spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;

/**
 * Path of a tool, undefined when it is not here.
 * @param {Tool} tool
 */
export function findTool(tool) {
  const named = tool.variable ? process.env[tool.variable] : undefined;
  if (named && existsSync(named)) return named;
  const found = tool.commands.map(onPath).filter((path) => path !== undefined);
  return (tool.fallback ? found.find(runs) : found[0]) ?? tool.otherwise?.();
}

/** Path of a Chromium that Playwright can drive, undefined when there is none. */
export const findChromium = () => findTool(TOOLS[0]);

/** Words to put before a command so that it runs as root, undefined when that would need a password. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? [sudo, '-n', '-E']
    : undefined;
}

/** @param {readonly string[]} words */
function quietly(words) {
  const { status, stderr } = spawnSync(words[0], words.slice(1), {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return { ok: status === 0, reason: (stderr ?? '').trim().split('\n').at(-1) ?? '' };
}

/**
 * Installs tools, apt-get first; says what it runs.
 * @param {readonly Tool[]} tools
 * @param {(line: string) => void} say
 */
function install(tools, say) {
  const root = onPath('apt-get') ? asRoot() : undefined;
  if (!root) return;
  say(`apt-get install ${tools.flatMap((tool) => tool.packages).join(' ')}`);
  const aptGet = [...root, 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
  const update = quietly([...aptGet, 'update']);
  if (!update.ok) say(`apt-get update failed: ${update.reason}`);
  for (const tool of tools) {
    const result = quietly([...aptGet, 'install', '-y', '--no-install-recommends', ...tool.packages]);
    if (findTool(tool)) continue;
    say(`apt-get could not install ${tool.name}: ${result.reason}`);
    if (!tool.fallback) continue;
    const runner = fileURLToPath(new URL(`../node_modules/.bin/${tool.fallback[0]}`, import.meta.url));
    const second = quietly([runner, ...tool.fallback.slice(1)]);
    if (!second.ok) say(`${tool.fallback.join(' ')} failed: ${second.reason}`);
  }
}

/**
 * Finds every tool, installing what is missing where it can, and returns the tools that are still missing.
 * Sets CHROMIUM_PATH for the processes to come.
 * @param {(line: string) => void} [say]
 */
export function ensureTools(say = console.log) {
  const missing = TOOLS.filter((tool) => !findTool(tool));
  if (missing.length > 0) install(missing, say);
  for (const tool of TOOLS) {
    const path = findTool(tool);
    if (path && tool.variable) process.env[tool.variable] = path;
  }
  const stillMissing = missing.filter((tool) => !findTool(tool));
  if (stillMissing.length > 0) {
    const packages = stillMissing.flatMap((tool) => tool.packages).join(' ');
    const browser = stillMissing.some((tool) => tool.fallback)
      ? ' (or, for Chromium, set CHROMIUM_PATH)'
      : '';
    say(
      `Missing: ${stillMissing.map((tool) => tool.name).join(', ')}. On Debian: sudo apt-get install ${packages}${browser}`,
    );
  }
  return stillMissing;
}
