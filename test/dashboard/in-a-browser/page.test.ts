import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import axeCore from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differenceText, hundredthText, percentText, quantityText, scoreText } from '#dashboard/words/numbers.ts';
import { holdAgainstContract } from '#test/functions/api/api-under-test.ts';
import { hasChromium, type PageInABrowser, recordedText, settled, startPageInABrowser, type Tab } from './page-in-a-browser.ts';

const VIEWS = [
  '/',
  '/?type=supplier',
  '/changes?since=90',
  '/calendar',
  '/signals',
  '/trend',
  '/heat-map',
  '/map',
  '/map?element=Dy&stage=separation&lane=south_china_sea',
  '/scenarios?closure=30',
  '/exposure',
  '/trust',
  '/elements/Dy?buyer=JPN',
  '/heat-map?by=origin',
  '/documents',
  '/documents?q=cover',
  '/docs/architecture',
  '/elements/Dy?buyer=JPN&compare=Tb',
  '/suppliers/lynas?buyer=JPN',
];
const KIB = 1024;
const hasPdfinfo = spawnSync('pdfinfo', ['-v']).status === 0;
if (!hasPdfinfo) console.log('SKIPPED: pdfinfo is not installed (Debian: poppler-utils); pages of prints are counted in their text');
const RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

interface Printed {
  readonly value: number;
  readonly text: string;
}

/** Every number of a place of the page, as it was sent and as it is printed. */
const PRINTED = (place: string): string =>
  `[...document.querySelectorAll('${place} data')].map((one) => ({ value: Number(one.value), text: one.textContent }))`;

/** The beginnings of what reaches beyond 375 pixels and does not scroll in a box of its own. */
const WHAT_IS_WIDE = `[...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > 375.5 && !one.closest('.wide'))
  .map((one) => one.outerHTML.slice(0, 90)).slice(-3).join(' | ')`;

/** All numbers of a JSON document. */
function numbersOf(value: unknown, found = new Set<number>()): ReadonlySet<number> {
  if (typeof value === 'number') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) numbersOf(inner, found);
  return found;
}

/** The two ends of one rounding may differ by half of the last digit that is printed. */
const isPrintedAs = ({ value, text }: Printed): boolean =>
  [
    scoreText,
    hundredthText,
    differenceText,
    percentText,
    quantityText,
    (days: number) => quantityText(Math.round(days)),
    (days: number) => `${quantityText(Math.round(days))} days`,
  ]
    .map((as) => as(value))
    .includes(text);

describe.runIf(hasChromium)('the page in a browser', () => {
  let here: PageInABrowser;
  let tab: Tab;
  beforeAll(async () => {
    here = await startPageInABrowser();
    tab = await here.open();
  });
  afterAll(() => here?.close());

  test('the recorded answers have the shape of the contract', () => {
    const answer = (name: Parameters<typeof recordedText>[0]) => ({
      status: 200,
      headers: { 'x-request-id': 'recorded', 'content-type': 'application/json' },
      text: '',
      json: JSON.parse(recordedText(name)),
    });
    holdAgainstContract('GET', '/v1/scores', answer('ranking'));
    holdAgainstContract('GET', '/v1/elements/Dy/history', answer('history-dy'));
    expect(answer('explanation-dy').json.drivers.length).toBeGreaterThan(3);
  });

  test('the first view is small: script, bytes, calls, nodes, and nothing jumps', async () => {
    await tab.show('/');
    const loaded = [...new Set(tab.asked.filter((address) => !address.startsWith('/v1/')))].map((address) => ({
      address,
      bytes: statSync(`${here.built.folder}${address === '/' ? '/index.html' : address}.gz`).size,
    }));
    const script = loaded.filter(({ address }) => address.endsWith('.js')).reduce((sum, { bytes }) => sum + bytes, 0);
    const calls = tab.asked.filter((address) => address.startsWith('/v1/'));
    const answers = await Promise.all(
      calls
        .filter((address) => !address.startsWith('/v1/scores'))
        .map(async (address) => gzipSync((await here.api.call(address)).text).length),
    );
    const all = [...loaded.map(({ bytes }) => bytes), ...answers, gzipSync(recordedText('ranking')).length].reduce(
      (sum, bytes) => sum + bytes,
      0,
    );
    const nodes = (await tab.page.evaluate("document.querySelectorAll('*').length")) as number;
    const shifted = (await tab.page.evaluate('shifted')) as number;
    console.log(
      `first view: ${script} bytes of script, ${all} bytes in all, ${calls.length} calls, ${nodes} nodes, shift ${shifted.toFixed(4)}`,
    );
    expect(script).toBeLessThanOrEqual(40 * KIB);
    expect(all).toBeLessThanOrEqual(80 * KIB);
    expect(calls.map((address) => address.split('?')[0]).sort()).toEqual(['/v1/scores', '/v1/status']);
    expect(await tab.page.locator('.ranking tbody tr').count()).toBe(39);
    expect(nodes).toBeLessThanOrEqual(1500);
    expect(shifted).toBeLessThanOrEqual(0.02);
  });

  test('a row shows the numbers of the answer, and no others', async () => {
    const answer = JSON.parse(recordedText('ranking')) as {
      data: { subject: { id: string }; score: number | null; state: number | null; may_begin: number | null; security: number | null }[];
    };
    const rows = (await tab.page.evaluate(
      "[...document.querySelectorAll('.ranking tbody tr')].map((row) => [row.querySelector('th .dim').textContent, ...[...row.querySelectorAll('data')].map((one) => one.value)])",
    )) as string[][];
    expect(rows).toEqual(
      answer.data.map(({ subject, score, state, may_begin: event, security }) => [
        subject.id,
        ...[score, state, event, security].filter((number) => number !== null).map(String),
      ]),
    );
    const printed = (await tab.page.evaluate(PRINTED('.ranking'))) as Printed[];
    expect(printed.filter((one) => scoreText(one.value) !== one.text)).toEqual([]);
  });

  test('every number of every view is one that the service sent, or a sum of such', async () => {
    const { page, context, show } = await here.open();
    const sent = new Set<number>();
    page.on('response', async (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/v1/')) for (const number of numbersOf(await response.json().catch(() => null))) sent.add(number);
    });
    const others: string[] = [];
    for (const view of VIEWS) {
      sent.clear();
      await show(view);
      await page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true");
      await settled(page);
      const printed = (await page.evaluate(PRINTED('main'))) as Printed[];
      // Sums of points: the rest of a waterfall, cells of a heat map, rows of a comparison.
      const sums = (await page.evaluate(PRINTED(':is(.waterfall, .heat, [aria-label="Table: Points side by side"])'))) as Printed[];
      const summed = new Set(sums.map(({ value }) => value));
      for (const { value, text } of printed) if (!sent.has(value) && !summed.has(value)) others.push(`${view}: ${text} (${value})`);
    }
    await context.close();
    expect(others).toEqual([]);
  });

  test('a subject shows numbers of its answers, and its parts sum to the score', async () => {
    await tab.show('/elements/Dy?buyer=JPN');
    const explanation = JSON.parse(recordedText('explanation-dy')) as { score: number; drivers: { points: number }[] };
    const known = numbersOf([explanation, JSON.parse(recordedText('history-dy'))]);
    const printed = (await tab.page.evaluate(PRINTED('main'))) as Printed[];
    expect(printed.length).toBeGreaterThan(50);
    expect(printed.filter((one) => !isPrintedAs(one))).toEqual([]);
    const bars = (await tab.page.evaluate(PRINTED('.waterfall li:not(:last-child)'))) as Printed[];
    const rest = bars.at(-1)?.value ?? Number.NaN; // the hazards that are not drawn one by one, together
    expect(printed.filter(({ value }) => !known.has(value) && value !== rest)).toEqual([]);
    expect(bars.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(explanation.score, 0);
    const drawn = explanation.drivers.map(({ points }) => points).sort((one, other) => other - one);
    expect(bars.slice(0, -1).map(({ value }) => value)).toEqual(drawn.slice(0, bars.length - 1));
  });

  test.each([
    [1440, 900],
    [390, 844],
  ])('axe finds nothing at %s pixels, light and dark', async (width, height) => {
    const { page, context, show } = await here.open({ bypassCSP: true, viewport: { width, height } });
    const found: string[] = [];
    for (const view of VIEWS) {
      await show(view);
      await page.evaluate(axeCore.source);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // The document is one and the same in both; only colours differ, so the second look is at those.
        const runOnly = colorScheme === 'light' ? RULES : { type: 'rule', values: ['color-contrast'] };
        const { violations } = (await page.evaluate(
          `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] })`,
        )) as {
          violations: { id: string; nodes: { html: string }[] }[];
        };
        for (const { id, nodes } of violations)
          found.push(
            `${view} ${colorScheme} ${id}: ${nodes
              .slice(0, 3)
              .map(({ html }) => html.slice(0, 140))
              .join(' | ')}`,
          );
      }
      await page.emulateMedia({ colorScheme: 'light' });
    }
    await context.close();
    expect(found).toEqual([]);
  });

  test('the strict policy has nothing to report, nobody else is asked, and 375 pixels need no scrolling sideways', async () => {
    const { page, context, complaints, show } = await here.open({ viewport: { width: 375, height: 812 } });
    const wide: string[] = [];
    const reports: unknown[] = [];
    for (const view of VIEWS) {
      await show(view);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (width !== 375) wide.push(`${view}: ${width}, ${await page.evaluate(WHAT_IS_WIDE)}`);
      reports.push(...((await page.evaluate('reports')) as unknown[]));
    }
    await context.close();
    expect([wide, reports, complaints]).toEqual([[], [], []]);
  });

  test('an element prints on one page, the ranking on two, with run, day, method and address at the foot', async () => {
    const pages = async (): Promise<number> => {
      const pdf = await tab.page.pdf({ preferCSSPageSize: true });
      if (!hasPdfinfo) return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
      const said = execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' });
      expect(said).toMatch(/Page size: +59[4-6][.\d]* x 84[1-3][.\d]* pts \(A4\)/);
      return Number(/^Pages: +(\d+)$/m.exec(said)?.[1]);
    };
    await tab.show('/elements/Dy?buyer=JPN');
    const printed = await pages();
    const foot = await tab.page.locator('.foot').textContent();
    await tab.show('/');
    expect([printed, await pages()]).toEqual([1, 2]);
    expect(foot).toMatch(/Run r\d{10}, .* methodology 3\.0\.0.*http:\/\/127\.0\.0\.1:\d+\/elements\/Dy\?buyer=JPN&as_of=\d{4}-\d\d-\d\d/);
  });

  test('everything goes by keyboard, and back goes back', async () => {
    await tab.show('/');
    await tab.page.keyboard.press('Tab');
    expect(await tab.page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await tab.page.locator('button.sort', { hasText: 'Name' }).focus();
    await tab.page.keyboard.press('Enter');
    await settled(tab.page);
    expect(new URL(tab.page.url()).search).toBe('?sort=name');
    expect(await tab.page.locator('th[aria-sort=ascending]').textContent()).toContain('Name');
    await tab.page.locator('.ranking tbody a').first().focus();
    await tab.page.keyboard.press('Enter');
    await tab.page.waitForURL('**/elements/*');
    await settled(tab.page);
    expect(await tab.page.evaluate('document.activeElement.tagName')).toBe('H1');
    await tab.page.goBack();
    await tab.page.waitForSelector('.ranking');
    expect(new URL(tab.page.url()).search).toBe('?sort=name');
  });

  describe('when the service does not answer as it should', () => {
    const problem = (status: number, code: string, detail: string) => ({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail, instance: '/', request_id: 'x', errors: [] }),
    });
    const isScores = (address: URL): boolean => address.pathname === '/v1/scores';

    test('a failure is told in its words, and can be tried again', async () => {
      const { page, context } = await here.open();
      let broken = true;
      await page.route(isScores, (route) =>
        broken
          ? route.fulfill(problem(500, 'internal', 'The store did not answer.'))
          : route.fulfill({ contentType: 'application/json', body: recordedText('ranking') }),
      );
      await page.goto(`${here.api.url}/`);
      await page.waitForSelector('.bad');
      expect(await page.locator('.bad').textContent()).toContain('Could not load the ranking. The store did not answer.');
      broken = false;
      await page.click('.bad button');
      await page.waitForSelector('.ranking');
      broken = true;
      await page.evaluate("window.dispatchEvent(new Event('online'))");
      await page.waitForSelector('main .notice');
      expect(await page.locator('main .notice').textContent()).toContain('Not the newest. The store did not answer.');
      expect(await page.locator('.ranking tbody tr').count()).toBe(39);
      await context.close();
    });

    test('a service that cannot be reached, and one that is slow', async () => {
      const { page, context } = await here.open();
      let release = (): void => undefined;
      await page.route(isScores, (route) => route.abort('connectionrefused'));
      await page.goto(`${here.api.url}/`);
      await page.waitForSelector('.bad');
      expect(await page.locator('.bad').textContent()).toContain('The service cannot be reached.');
      await context.setOffline(true);
      await page.click('.bad button');
      await page.getByText('This device is offline.').first().waitFor();
      await context.setOffline(false);
      await page.unroute(isScores);
      await page.route(isScores, async (route) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        await route.fulfill({ contentType: 'application/json', body: recordedText('ranking') });
      });
      await page.goto(`${here.api.url}/`);
      await page.getByText('Still waiting for the ranking').waitFor();
      release();
      await page.waitForSelector('.ranking');
      await context.close();
    });

    test('a key is asked for once, sent, and kept for the tab', async () => {
      const { page, context } = await here.open();
      const sent: (string | undefined)[] = [];
      await page.route(
        (address) => address.pathname.startsWith('/v1/'),
        (route) => {
          const key = route.request().headers().authorization;
          sent.push(key);
          return key === 'Bearer right' ? route.fallback() : route.fulfill(problem(401, 'unauthorized', 'Send an API key.'));
        },
      );
      await page.goto(`${here.api.url}/`);
      await page.waitForSelector('input[type=password]');
      await page.fill('input[type=password]', 'right');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.ranking');
      sent.length = 0;
      await page.reload();
      await page.waitForSelector('.ranking');
      expect(new Set(sent)).toEqual(new Set(['Bearer right']));
      await context.close();
    });

    test('nothing published yet is no failure, and an address that says nonsense is told', async () => {
      const { page, context } = await here.open();
      await page.route(isScores, (route) => route.fulfill(problem(503, 'nothing_published', 'The first run has not been published yet.')));
      await page.goto(`${here.api.url}/?buyer=XXX`);
      await page.getByText('Nothing to show.').waitFor();
      expect(await page.locator('main').textContent()).toContain('There is no buyer “XXX” in this address. Shown is Japan.');
      await context.close();
    });
  });
});
