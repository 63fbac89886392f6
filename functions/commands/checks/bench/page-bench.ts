import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { quantileOfSorted } from '#domain/numbers/statistics.ts';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import type { LocalStore } from '#functions/local/local-store.ts';
import { buildPage, readPageFiles } from '#functions/local/page-files.ts';

const CHROMIUM = '/usr/bin/chromium';
const OPENINGS = 9;

/** How long the first view of the page takes a visitor who was never there: medians over openings with an empty cache. */
export interface PageTime {
  /** Milliseconds from the request to the first row of the ranking, with which a reader can begin. */
  readonly usableMs: number;
  /** Milliseconds until the browser has shown one small answer of the same service as text: what no page can save. */
  readonly bareMs: number;
}

/** Notes when the first row of the ranking stands in the page. Set before the page's own script, so that it misses nothing. */
const NOTE_FIRST_ROW = `
  new MutationObserver((_, observer) => {
    if (document.querySelector('main table tbody tr') === null) return;
    globalThis.usableAt = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
`;
const LOADED_AT = "performance.getEntriesByType('navigation')[0].duration";

/** Opens the first view again and again, in turns with a bare answer. Null where there is no Chromium. */
export async function pageTimes(store: LocalStore): Promise<PageTime | null> {
  if (!existsSync(CHROMIUM)) {
    console.log('SKIPPED: chromium is not installed; how long the page takes is not measured');
    return null;
  }
  serveStore(store, 'open');
  const front = await startHttpFront({ port: 0, host: '127.0.0.1', page: readPageFiles(await buildPage()) });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const [usable, bare]: [number[], number[]] = [[], []];
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      bare.push(await millisecondsOf(browser, `${front.url}/v1/health`, LOADED_AT));
      usable.push(await millisecondsOf(browser, `${front.url}/?buyer=JPN&type=element`, 'globalThis.usableAt ?? null'));
    }
    return { usableMs: medianOf(usable), bareMs: medianOf(bare) };
  } finally {
    await browser.close();
    await front.close();
  }
}

const medianOf = (times: readonly number[]): number => quantileOfSorted(Float64Array.from(times).sort(), 0.5);

/** A number that the address gives once it is there, in a context without a cache. */
async function millisecondsOf(browser: Browser, address: string, expression: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(NOTE_FIRST_ROW);
  await page.goto(address);
  for (;;) {
    const found = (await page.evaluate(expression)) as number | null;
    if (found !== null && found > 0) {
      await context.close();
      return found;
    }
    await page.waitForTimeout(20);
  }
}
