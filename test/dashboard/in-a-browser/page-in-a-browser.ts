import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type BuiltPage, builtPage } from '#functions/local/page-files.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

export const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) console.log('SKIPPED: chromium is not installed (Debian: chromium fonts-ipafont-gothic); no browser opens the page');

/** Answers of a real run of 38 elements, recorded on 29 November 2026: as long as what people see. The rest comes from a small published world. */
const RECORDED = {
  ranking: '/v1/scores?subject_type=element',
  'explanation-dy': '/v1/elements/Dy/explanation',
  'history-dy': '/v1/elements/Dy/history',
} as const;
export type RecordedName = keyof typeof RECORDED;
export const recordedText = (name: RecordedName): string =>
  readFileSync(new URL(`../../fixtures/dashboard/${name}.json`, import.meta.url), 'utf8');

export interface PageInABrowser {
  readonly api: ApiUnderTest;
  readonly built: BuiltPage;
  /** A tab of its own, with what the browser had to complain of. */
  open(options?: BrowserContextOptions): Promise<Tab>;
  close(): Promise<void>;
}

export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Messages of the console, errors, reports of the policy, and requests to other hosts. */
  readonly complaints: string[];
  /** Paths with query that the page asked for. */
  readonly asked: string[];
  /** Goes to an address and waits until nothing is loading. */
  show(address: string): Promise<void>;
}

/** One service and one browser for all tests of the page. */
export async function startPageInABrowser(): Promise<PageInABrowser> {
  const built = await builtPage();
  const api = await startApiUnderTest({ page: built });
  await publishWorld(api.store);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
  return {
    api,
    built,
    open: (options = {}) => openTab(browser, api.url, options),
    async close() {
      await browser.close();
      await api.close();
    },
  };
}

/** A limit for what hangs, not for what is slow: no test fails because the machine is busy. */
const HUNG_MS = 200_000;

/** Sums up what jumps, and keeps the reports of the policy. */
const WATCH = `
  globalThis.shifted = 0;
  globalThis.reports = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  globalThis.addEventListener('securitypolicyviolation', (event) => globalThis.reports.push(event.violatedDirective));
`;

async function openTab(browser: Browser, url: string, options: BrowserContextOptions): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(HUNG_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const address = request.url();
    if (address.startsWith(url)) asked.push(address.slice(url.length));
    else if (!address.startsWith('data:')) complaints.push(`asks ${address}`);
  });
  await page.addInitScript(WATCH);
  for (const [name, start] of Object.entries(RECORDED)) {
    await page.route(
      (address) => `${address.pathname}${address.search}`.startsWith(start),
      (route) => route.fulfill({ contentType: 'application/json', body: recordedText(name as RecordedName) }),
    );
  }
  const show = async (address: string): Promise<void> => {
    await page.goto(`${url}${address}`);
    await settled(page);
  };
  return { page, context, complaints, asked, show };
}

/** Whether the view is there, and nothing on it says that it is loading. */
const IS_SETTLED = `(() => {
  const said = document.querySelector('main')?.textContent ?? '';
  const fresh = document.querySelector('.freshness')?.textContent ?? '';
  return document.querySelector('main h1') !== null && !/Loading|Looking for|Still waiting/.test(said) && fresh.trim() !== '';
})()`;

/** Waits until nothing is loading. Asked from outside: the policy of the page forbids what a wait within it would do. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main h1');
  while (!(await page.evaluate(IS_SETTLED))) await page.waitForTimeout(30);
}
