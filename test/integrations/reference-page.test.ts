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
    for (const path of ['/docs', '/']) {
      const page = await open(path, width);
      const widths = await page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]');
      expect([path, widths]).toEqual([path, [width, width]]);
      await page.close();
    }
  });

  test('leads from its contents to every operation', async () => {
    const page = await open('/docs', 1280);
    await page.click('nav a[href="#listScores"]');
    expect(await page.evaluate('document.querySelector("#listScores").getBoundingClientRect().top')).toBeLessThan(100);
    const linked = await page.locator('nav li a').count();
    expect(linked).toBe(API_ROUTES.length);
    await page.close();
  });

  test('asks nothing of anybody else, and the browser has nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
