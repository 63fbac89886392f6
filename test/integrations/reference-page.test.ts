import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const CHROMIUM = '/usr/bin/chromium';
const isHere = existsSync(CHROMIUM);
if (!isHere) console.log('SKIPPED: chromium is not installed (Debian: chromium); no browser opens the reference page');

describe.runIf(isHere)('the reference page in a browser', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  const complaints: string[] = [];
  beforeAll(async () => {
    api = await startApiUnderTest();
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...args, '--disable-component-update', '--disable-sync'] });
  });
  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  async function open(path: string, width: number): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 844 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(api.url)) complaints.push(`asks ${request.url()}`);
    });
    await page.goto(`${api.url}${path}`);
    return page;
  }

  test.each([1280, 390])('fits %s pixels: nothing has to be scrolled sideways but code', async (width) => {
    for (const path of [
      '/docs',
      '/docs?page=scores',
      '/docs?page=custom-data',
      '/docs?page=Explanation',
      '/docs?page=objects',
      '/docs?q=score',
      '/',
    ]) {
      const page = await open(path, width);
      const widths = await page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]');
      expect([path, widths]).toEqual([path, [width, width]]);
      await page.close();
    }
  });

  test('leads from its index to every operation, and finds what is searched for, by keyboard', async () => {
    const page = await open('/docs', 1280);
    expect(await page.locator('main .operations a').count()).toBe(API_ROUTES.length);
    await page.click('main a[href$="#listScores"]');
    // The browser goes to the place named after `#` once it has laid the page out: where it is looked at earlier, it may not have.
    await page.waitForFunction('document.querySelector("#listScores")?.getBoundingClientRect().top < 100');
    expect(await page.locator('nav a[aria-current=page]').textContent()).toBe('Scores');
    await page.goto(`${api.url}/docs`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.focus('input[type=search]');
    await page.keyboard.type('cursor_superseded');
    await page.keyboard.press('Enter');
    await page.click('main a[href$="#problem-cursor_superseded"]');
    expect(new URL(page.url()).search).toBe('?page=errors');
    await page.close();
  });

  test('pages are short on a telephone: the index ten screens, a resource with eighteen operations fifty', async () => {
    const long: string[] = [];
    for (const [path, screens] of [
      ['/docs', 10],
      ['/docs?page=scores', 50],
      ['/docs?page=custom-data', 30],
      ['/docs?page=objects', 15],
    ] as const) {
      const page = await open(path, 390);
      const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
      if (height > screens * 844) long.push(`${path}: ${Math.round(height / 844)} screens`);
      await page.close();
    }
    expect(long).toEqual([]);
  });

  test('asks nothing of anybody else, and the browser has nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
