import type { Locator, Page } from '@playwright/test';

/** A share link's keys and values: n network, e epochs, wr and ar the sub-grid, w and a the selected cell. */
export type Link = Readonly<Record<string, string | number>>;

/** The hash of a link of version 1. */
export const hashOf = (link: Link): string =>
  `#${Object.entries({ v: 1, ...link })
    .map(([key, value]) => `${key}=${value}`)
    .join('&')}`;

/** A small design that trains in seconds: a 2x2 sub-grid of a network with 8 hidden units. */
export const SMALL: Link = { n: '784-8-10', e: 1, wr: '2-3', ar: '2-3', w: 2, a: 2 };

/** The page as a person sees it: what can be read and pressed, by role and name. */
export class Explorer {
  readonly grid: Locator;
  readonly cells: Locator;
  readonly messages: Locator;
  readonly train: Locator;
  readonly allTrained: Locator;
  readonly preview: Locator;
  readonly previewAgain: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly cancel: Locator;
  readonly exporting: Locator;
  readonly share: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: /weight bits/i });
    this.cells = this.grid.getByRole('gridcell', { name: /^W\d A\d,/ });
    this.messages = page.getByRole('log', { name: 'Messages' });
    this.train = page.getByRole('button', { name: /^Train \d+ cells?$/ });
    this.allTrained = page.getByRole('button', { name: 'All trained' });
    this.preview = page.getByRole('button', { name: 'Preview', exact: true });
    this.previewAgain = page.getByRole('button', { name: 'Preview again, 3× longer' });
    this.pause = page.getByRole('button', { name: 'Pause' });
    this.resume = page.getByRole('button', { name: 'Resume' });
    this.cancel = page.getByRole('button', { name: 'Cancel' });
    this.exporting = page.getByRole('button', { name: /^Export W\d A\d$/ });
    this.share = page.getByRole('button', { name: 'Share' });
  }

  /** Opens the page, with a design if one is given, and waits for the grid. */
  async open(link?: Link | string): Promise<void> {
    await this.page.goto(link === undefined ? './' : `./${typeof link === 'string' ? link : hashOf(link)}`);
    await this.grid.waitFor();
  }

  cell(weightBits: number, activationBits: number): Locator {
    return this.grid.getByRole('gridcell', { name: new RegExp(`^W${weightBits} A${activationBits},`) });
  }

  /** Cells that have a finished network. */
  trained(): Locator {
    return this.grid.locator('[role=gridcell] [data-status=done]');
  }

  /** Cells that show a preview. */
  previewed(): Locator {
    return this.grid.getByRole('gridcell', { name: /^W\d A\d, preview accuracy \d+\.\d percent, / });
  }

  /** Waits for words that may stand on the page for a moment only: it looks in every frame, an assertion once a second. */
  async glimpse(words: RegExp): Promise<void> {
    const { source } = words;
    await this.page.waitForFunction(
      (pattern) => new RegExp(pattern).test(document.body.textContent),
      source,
      { timeout: 60_000 },
    );
  }

  message(text: string | RegExp): Locator {
    return this.messages.getByText(text);
  }

  /** The button that opens and closes a drawer: "Code", "Table", "Log". */
  drawer(name: string): Locator {
    return this.page.getByRole('region', { name: 'Details' }).getByRole('button', { name, exact: true });
  }

  metric(name: string): Locator {
    return this.page.getByRole('tab', { name, exact: true });
  }

  /** What a screen reader finds in the grid: all that the page knows of every network. */
  async spoken(): Promise<string> {
    return this.grid.ariaSnapshot();
  }

  /** Drops files on the page, as from the desktop. */
  async drop(files: readonly { name: string; content: Buffer }[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      (list) => {
        const transfer = new DataTransfer();
        for (const { name, base64 } of list) {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          transfer.items.add(new File([bytes], name));
        }
        return transfer;
      },
      files.map(({ name, content }) => ({ name, base64: content.toString('base64') })),
    );
    const target = this.page.locator('main');
    await target.dispatchEvent('dragover', { dataTransfer: transfer });
    await target.dispatchEvent('drop', { dataTransfer: transfer });
  }
}
