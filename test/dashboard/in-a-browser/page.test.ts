import { execFileSync, spawnSync } from 'node:child_process';
import axeCore from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  dropDataFolder,
  hasChromium,
  newDataFolder,
  newKey,
  openBrowser,
  openTab,
  type Service,
  settled,
  startService,
  type Tab,
} from './page-in-a-browser.ts';

/** A view of each kind. */
const VIEWS = [
  '/',
  '/company?sample=yes',
  '/account',
  '/explore',
  '/explore?type=suppliers',
  '/explore?q=dyspro',
  '/explore/trend',
  '/explore/heat-map',
  '/explore/map',
  '/explore/dependence',
  '/elements/Dy',
  '/elements/Dy?with=element:Tb',
  '/suppliers/lynas',
  '/countries/CHN',
  '/what-if',
  '/evidence',
  '/evidence/controls',
  '/evidence/sources',
  '/evidence/method',
  '/evidence/record',
  '/evidence/documents',
  '/docs/architecture',
  '/nothing/here',
];
const RULES = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const MOST_CALLS = 3;
/** Two subjects side by side have an explanation each. */
const mostCalls = (view: string): number => MOST_CALLS + (view.includes('with=') ? 1 : 0);
const MOST_SHIFT = 0.05;
const KB = 1000;
const hasPdfinfo = spawnSync('pdfinfo', ['-v']).status === 0;
if (!hasPdfinfo)
  console.log('SKIPPED: pdfinfo is not installed (Debian: poppler-utils); pages of prints are not counted');

/** What reaches beyond the window and does not scroll in a box of its own. */
const WHAT_IS_WIDE = `document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5).map((one) => one.outerHTML.slice(0, 90)).slice(-3)
  : []`;
/**
 * English sentences on a page, but for what is marked as English: titles of notices, texts of facts and
 * documents.
 */
const ENGLISH = `(() => {
  const lines = [];
  const walk = (node) => {
    if (node.nodeType === 3) lines.push(node.data);
    else if (node.nodeType === 1 && node.getAttribute('lang') !== 'en' && !/^(?:SCRIPT|NOSCRIPT|STYLE|TEXTAREA)$/.test(node.tagName)) node.childNodes.forEach(walk);
  };
  walk(document.body);
  return lines.filter((line) => /(?:\\b(?:the|of|is|are|that|which|with|and)\\b.*){2}/i.test(line) && !/[\\u3040-\\u30ff\\u4e00-\\u9fff]/.test(line));
})()`;

async function violationsIn({ page }: Tab): Promise<readonly string[]> {
  const world = await page.context().newCDPSession(page);
  await world.send('Runtime.evaluate', { expression: axeCore.source });
  const { result } = await world.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 120))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(String(result.value));
}

describe.runIf(hasChromium)('the page in a browser', () => {
  const data = newDataFolder();
  let service: Service;
  let browser: Browser;
  let tab: Tab;
  const answer = async (path: string) => (await fetch(`${service.url}${path}`)).json();
  beforeAll(async () => {
    service = await startService(data, 'open');
    browser = await openBrowser();
    tab = await openTab(browser, service.url);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    dropDataFolder(data);
  });

  test('the first view is small and stays where it is', async () => {
    const fresh = await openTab(browser, service.url);
    const sizes: number[] = [];
    fresh.page.on('response', (response) => {
      if (!response.url().includes('/v1/')) sizes.push(Number(response.headers()['content-length'] ?? 0));
    });
    await fresh.show('/');
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`first view: ${bytes} bytes of files, ${fresh.asked.length} calls`);
    expect(bytes).toBeLessThanOrEqual(45 * KB);
    expect(fresh.asked.length).toBeLessThanOrEqual(MOST_CALLS);
    await fresh.context.close();
  });

  test.each(VIEWS)(
    '%s: no complaint, three calls, nothing jumps, no violation, no sideways scroll',
    async (view) => {
      tab.complaints.length = 0;
      await tab.page.setViewportSize({ width: 1440, height: 900 });
      await tab.show(view);
      expect(tab.complaints).toEqual([]);
      expect(await tab.page.evaluate('globalThis.reports')).toEqual([]);
      expect([tab.asked.length <= mostCalls(view), ...tab.asked]).toEqual([true, ...tab.asked]);
      expect(Number(await tab.page.evaluate('shifted'))).toBeLessThanOrEqual(MOST_SHIFT);
      expect(await tab.page.locator('h1').count()).toBe(1);
      expect(await violationsIn(tab)).toEqual([]);
      for (const width of [320, 375, 720, 768, 1024, 1280, 1920]) {
        await tab.page.setViewportSize({ width, height: 900 });
        expect([width, ...((await tab.page.evaluate(WHAT_IS_WIDE)) as string[])]).toEqual([width]);
      }
    },
  );

  test('every view is Japanese for who reads Japanese, dark for who wants it dark, without a violation', async () => {
    const japanese = await openTab(browser, service.url, {
      locale: 'ja-JP',
      colorScheme: 'dark',
      viewport: { width: 390, height: 844 },
    });
    for (const view of VIEWS.filter((one) => !one.startsWith('/docs'))) {
      await japanese.show(view);
      expect([view, await japanese.page.getAttribute('html', 'lang')]).toEqual([view, 'ja']);
      expect([view, ...((await japanese.page.evaluate(ENGLISH)) as string[])]).toEqual([view]);
      expect([view, ...(await violationsIn(japanese))]).toEqual([view]);
    }
    expect(japanese.complaints).toEqual([]);
    await japanese.context.close();
  });

  test('numbers on the page are those of the API', async () => {
    await tab.page.setViewportSize({ width: 1440, height: 900 });
    await tab.show('/explore');
    await tab.page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
    const { data: rows } = (await answer('/v1/scores?buyer=JPN&limit=100&fields=subject,score')) as {
      data: { subject: { id: string }; score: number | null }[];
    };
    const shown = (await tab.page.evaluate(
      `Object.fromEntries([...document.querySelectorAll('tr[id^="row-"]')].map((row) => [row.id.slice(4), row.querySelector('.pct data')?.value]))`,
    )) as Record<string, string>;
    for (const { subject, score } of rows.filter((row) => row.score !== null))
      expect([subject.id, shown[subject.id]]).toEqual([subject.id, String(score)]);
  });

  test('links stay within the page, the back button brings back the place, the heading gets the focus', async () => {
    await tab.show('/explore');
    await tab.page.evaluate('window.scrollTo(0, 600)');
    await tab.page.click('#row-Sb a');
    await settled(tab.page);
    expect(new URL(tab.page.url()).pathname).toBe('/elements/Sb');
    expect(await tab.page.evaluate('document.activeElement.tagName')).toBe('H1');
    await tab.page.goBack();
    await settled(tab.page);
    await tab.page.waitForTimeout(100);
    expect(Number(await tab.page.evaluate('window.scrollY'))).toBeGreaterThan(300);
  });

  test('a service that is away is told once, and the last figures stay', async () => {
    await tab.show('/');
    const rows = await tab.page.locator('.rows tbody tr').count();
    await tab.context.route('**/v1/**', (route) => route.abort());
    await tab.page.click('text=12 months');
    await tab.page.click('text=30 days');
    await tab.page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
    await tab.page.waitForTimeout(2500);
    expect(await tab.page.locator('.rows tbody tr').count()).toBe(rows);
    expect(await tab.page.locator('text=Try again').count()).toBeLessThanOrEqual(1);
    await tab.page.reload();
    await tab.page.waitForSelector('text=Try again');
    expect(await tab.page.locator('text=Try again').count()).toBe(1);
    await tab.context.unroute('**/v1/**');
    await tab.page.click('text=Try again');
    await settled(tab.page);
    expect(await tab.page.locator('.rows tbody tr').count()).toBe(rows);
  });

  test('before anything is published the page says so, and fills by itself', async () => {
    const problem = {
      status: 503,
      code: 'nothing_published',
      detail: '',
      title: '',
      type: '',
      instance: '',
      request_id: '',
      errors: [],
    };
    await tab.context.route('**/v1/scores**', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await tab.page.goto(`${service.url}/explore`);
    await tab.page.waitForSelector('text=The first scores are being made');
    await tab.context.unroute('**/v1/scores**');
    await tab.page.waitForSelector('#row-Dy');
  });

  test('a company is entered with its stock, shown on Today, and asked what if', async () => {
    await tab.show('/company?sample=yes');
    await tab.page.click('text=Preview');
    await tab.page.click('button:has-text("Store")');
    await tab.page.click('text=See them on Today');
    await settled(tab.page);
    const { lines } = (await answer('/v1/companies/my-company/results')) as {
      lines: { line: string; within: { days: number; score: number }[] }[];
    };
    const long = Object.fromEntries(
      lines.map(({ line, within }) => [line, String(within.find(({ days }) => days === 365)?.score)]),
    );
    const shown = (await tab.page.evaluate(
      `Object.fromEntries([...document.querySelectorAll('tbody tr[id^="row-"]')].map((row) => [row.id.slice(4), row.querySelector('.pct data')?.value]))`,
    )) as Record<string, string>;
    expect(shown).toEqual(long);
    expect(await violationsIn(tab)).toEqual([]);
    await tab.page.click('tbody tr[id^="row-"] a');
    await settled(tab.page);
    const [own, causes] = (await tab.page.evaluate(
      `[document.querySelector('.tiers data').value, [...document.querySelectorAll('.sums tr')].map((row) => Number(row.lastChild.textContent.replace('<1', '0')))]`,
    )) as [string, number[]];
    const key = decodeURIComponent(new URL(tab.page.url()).pathname.split('/')[2] ?? '');
    expect(own).toBe(long[key]);
    expect(causes.slice(0, -1).reduce((sum, points) => sum + points, 0)).toBe(causes.at(-1));
    expect(await violationsIn(tab)).toEqual([]);
    await tab.page.goBack();
    await settled(tab.page);
    await tab.page.click('text=Try a stop');
    await tab.page.click('text=China stops heavy rare earths');
    await tab.page.waitForSelector('text=would rise by a point or more');
    expect(await violationsIn(tab)).toEqual([]);
    await fetch(`${service.url}/v1/companies/my-company`, { method: 'DELETE', headers: { 'if-match': '*' } });
  });

  test.runIf(hasPdfinfo)('prints are short', async () => {
    for (const [view, most] of [
      ['/', 3],
      ['/elements/Dy', 4],
      ['/explore', 4],
    ] as const) {
      await tab.show(view);
      const pdf = await tab.page.pdf({ format: 'A4' });
      const pages = Number(
        /Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' }))?.[1],
      );
      expect([view, pages <= most, pages]).toEqual([view, true, pages]);
    }
  });

  test('behind keys one signs in once: pages, files and reports work in every tab, until one signs out', async () => {
    await service.stop();
    const key = newKey(data, 'scores:read,companies:write');
    service = await startService(data, 'keys');
    const keyed = await openTab(browser, service.url);
    await keyed.page.goto(`${service.url}/elements/Dy`);
    await keyed.page.fill('#key', 'cpk_0000000000_0000000000000000000000000000000000000000000');
    await keyed.page.click('main button[type=submit]');
    await keyed.page.waitForSelector('text=This key is not known here');
    expect(await violationsIn(keyed)).toEqual([]);
    await keyed.page.fill('#key', key);
    await keyed.page.click('main button[type=submit]');
    await keyed.page.waitForSelector('h1:has-text("Dysprosium")');
    expect(await keyed.page.evaluate('document.cookie')).toBe('');
    const other = await keyed.context.newPage();
    for (const [path, type] of [
      ['/v1/elements/Dy/report', 'text/html'],
      ['/v1/scores?format=csv', 'text/csv'],
    ] as const) {
      const file = await keyed.context.request.get(`${service.url}${path}`, { headers: { accept: type } });
      expect([path, file.status(), file.headers()['content-type']?.startsWith(type)]).toEqual([
        path,
        200,
        true,
      ]);
    }
    await other.goto(`${service.url}/company?sample=yes`);
    await other.click('text=Preview');
    await other.click('button:has-text("Store")');
    await other.waitForSelector('text=See them on Today');
    await other.click('summary:has-text("acme-motors")');
    await other.click('text=Sign out');
    await other.waitForSelector('#key');
    expect((await keyed.context.request.get(`${service.url}/v1/scores`)).status()).toBe(401);
    await keyed.context.close();
  });
});
