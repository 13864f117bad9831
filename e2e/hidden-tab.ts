import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';

export interface RealBrowser {
  context: BrowserContext;
  close(): Promise<void>;
}

/**
 * A browser whose tabs are hidden when another is in front, with the timer throttling of a real one.
 * Playwright's own pages all count as visible and focused (it emulates the focus); it leaves a browser alone
 * that it is told to join without its defaults.
 */
export async function openRealBrowser(executablePath: string, args: readonly string[]): Promise<RealBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'bitscape-profile-'));
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(executablePath, [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  const endpoint = await new Promise<string>((found, failed) => {
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const match = /DevTools listening on (\S+)/.exec(text);
      if (match) found(match[1]);
    });
    child.once('error', failed);
    child.once('close', () => failed(new Error(`the browser stopped: ${text.slice(-500)}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true });
  return {
    context: browser.contexts()[0],
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => child.kill());
      await closed;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
