import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT_ROUTES } from '#contracts/api/api-routes.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const CHROMIUM = '/usr/bin/chromium';
const isHere = existsSync(CHROMIUM);
if (!isHere)
  console.log('SKIPPED: chromium is not installed (Debian: chromium); no browser opens the reference page');

describe.runIf(isHere)('the reference page in a browser', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  const complaints: string[] = [];
  beforeAll(async () => {
    api = await startApiUnderTest();
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ];
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [...args, '--disable-component-update', '--disable-sync'],
    });
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

  test('lists every operation and opens the one that its address names', async () => {
    const page = await open('/docs#/Scores/listScores', 1280);
    await page.waitForSelector('.opblock.is-open');
    expect(await page.locator('.opblock').count()).toBe(CONTRACT_ROUTES.length);
    expect(await page.locator('.opblock.is-open').textContent()).toContain('subject_type');
    await page.close();
  });

  test('asks nothing of anybody else, and the browser has nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
