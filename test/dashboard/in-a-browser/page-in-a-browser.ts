import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

export const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium)
  console.log(
    'SKIPPED: chromium is not installed (Debian: chromium fonts-ipafont-gothic); no browser opens the page',
  );

export interface Service {
  readonly url: string;
  stop(): Promise<void>;
}

/** Where a service of the tests keeps its data; a second one finds there what the first has scored. */
export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), 'chokepoint-page-'));
export const dropDataFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

const NODE_WORDS = ['--conditions=frozen'];

/** The service as `npm start` runs it, with facts that stand still; resolves once it has scored. */
export async function startService(data: string, access: 'open' | 'keys'): Promise<Service> {
  const child: ChildProcess = spawn(
    process.execPath,
    [...NODE_WORDS, 'functions/commands/start.command.ts'],
    {
      env: {
        ...process.env,
        PORT: '0',
        DATA_DIR: data,
        ACCESS: access,
        COLLECT: 'off',
        HISTORY: 'off',
        CODE_VERSION: 'test',
      },
      // The channel ends it with this process, also when that one is killed.
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  let said = '';
  child.stdout?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  while (!/http:\/\/127[.]0[.]0[.]1:\d+/.test(said)) await once(child.stdout ?? child, 'data');
  const url = /http:\/\/127[.]0[.]0[.]1:\d+/.exec(said)?.[0] ?? '';
  while (!(await fetch(`${url}/v1/health?probe=ready`)).ok)
    await new Promise((resolve) => setTimeout(resolve, 200));
  return {
    url,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** A key of a service that lets nobody in without one, as its operator makes it. */
export function newKey(data: string, scopes: string): string {
  const words = [
    'functions/commands/keys.command.ts',
    'create',
    '--client',
    'acme-motors',
    '--scopes',
    scopes,
    '--data-dir',
    data,
  ];
  const said = execFileSync(process.execPath, words, { encoding: 'utf8' });
  return /cpk_\w{10}_[\w-]{43}/.exec(said)?.[0] ?? '';
}

export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Messages of the console, errors, reports of the policy, and requests to other hosts. */
  readonly complaints: string[];
  /** Method and address of what was asked of the API. */
  readonly asked: string[];
  /** Goes to an address and waits until nothing is loading. */
  show(address: string): Promise<void>;
}

export async function openBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
}

/** A limit for what hangs, not for what is slow: no test fails because the machine is busy. */
const HUNG_MS = 200_000;

/** Sums up what jumps, and keeps the reports of the policy. */
const WATCH = `
  globalThis.shifted = 0;
  globalThis.reports = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  globalThis.addEventListener('securitypolicyviolation', (event) => globalThis.reports.push(event.violatedDirective));
`;

/** A tab of its own, with what the browser had to complain of. */
export async function openTab(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  context.setDefaultTimeout(HUNG_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const address = request.url();
    if (address.startsWith(`${url}/v1/`)) asked.push(`${request.method()} ${address.slice(url.length)}`);
    else if (!address.startsWith(url) && !/^(?:data|blob):/.test(address)) complaints.push(`asks ${address}`);
  });
  await page.addInitScript(WATCH);
  const show = async (address: string): Promise<void> => {
    asked.length = 0;
    await page.goto(`${url}${address}`);
    await settled(page);
  };
  return { page, context, complaints, asked, show };
}

/** Whether the view is there, and nothing on it is loading. */
const IS_SETTLED = `document.querySelector('main h1') !== null && document.querySelector('[aria-busy=true]') === null`;

/**
 * Waits until nothing is loading. Asked from outside: the policy of the page forbids what a wait within it
 * would do.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main h1');
  while (!(await page.evaluate(IS_SETTLED))) await page.waitForTimeout(30);
}
