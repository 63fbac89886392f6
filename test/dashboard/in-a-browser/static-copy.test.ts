/** A copy of a run, as any web server serves it, says word for word what the service says, and lends itself to other pages. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'htmlparser2';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeStaticCopy } from '#functions/commands/release/static-copy.ts';
import { serveFolder } from '#test/builders/folder-server.ts';
import {
  CHROMIUM,
  dropDataFolder,
  hasChromium,
  newDataFolder,
  type Service,
  startService,
} from './page-in-a-browser.ts';

const SITE = 'https://scores.example';
const VIEWS = [
  '/',
  '/explore',
  '/explore/trend',
  '/explore/map',
  '/explore/dependence',
  '/elements/Dy',
  '/evidence',
  '/evidence/sources',
  '/evidence/method',
];
const IS_SETTLED = `document.querySelector('main h1') !== null && document.querySelector('[aria-busy=true]') === null`;
const [data, folder] = [newDataFolder(), mkdtempSync(join(tmpdir(), 'chokepoint-copy-'))];
const file = (name: string): string => readFileSync(join(folder, name), 'utf8');
let service: Service;
let copy: Awaited<ReturnType<typeof serveFolder>>;
let browser: Browser;

beforeAll(async () => {
  service = await startService(data, 'open');
  await writeStaticCopy(folder, { url: service.url, key: undefined, site: SITE });
  copy = await serveFolder(folder);
  if (hasChromium) browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}, 900_000);
afterAll(async () => {
  await browser?.close();
  copy?.close();
  await service?.stop();
  dropDataFolder(data);
  rmSync(folder, { recursive: true });
});

async function said(page: Page, address: string): Promise<string> {
  await page.goto(address);
  for (let calm = 0; calm < 6; ) {
    await page.waitForTimeout(200);
    calm = (await page.evaluate(IS_SETTLED)) ? calm + 1 : 0;
  }
  return (await page.textContent('main')) ?? '';
}

describe.runIf(hasChromium).each([
  ['en-GB', 1440],
  ['ja-JP', 390],
] as const)('in %s, %i pixels wide', (locale, width) => {
  test.each(VIEWS)('%s says what the service says', async (view) => {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const live = await said(page, `${service.url}${view}`);
    expect(live.length).toBeGreaterThan(200);
    expect(await said(page, `${copy.url}${view}`)).toBe(live);
    await context.close();
  });
});

test.runIf(hasChromium)(
  'the embed draws one element for one buyer, in another page and in a frame, with day and link',
  async () => {
    const page = await browser.newPage();
    await page.setContent(
      `<p>A page</p><script src="${copy.url}/embed.js" data-element="Dy" data-buyer="JPN" data-lang="ja"></script><iframe src="${copy.url}/embed.html?element=Ga&amp;buyer=USA"></iframe>`,
    );
    await page.waitForSelector('a');
    const card = JSON.parse(file('data/card/Dy.JPN.json'));
    expect(await page.textContent('body')).toContain(`${Math.round(card.score)} %`);
    expect(await page.getAttribute('a', 'href')).toBe(`${copy.url}/elements/Dy/?buyer=JPN`);
    expect(await page.textContent('a')).toContain(card.as_of);
    await page.frameLocator('iframe').locator('a').waitFor();
    expect(await page.frameLocator('iframe').locator('body').textContent()).toContain(
      'Gallium, United States',
    );
  },
);

test('the script of the embed has at most 3 kB', () => {
  expect(statSync(join(folder, 'embed.js')).size).toBeLessThanOrEqual(3000);
});

test('nothing of whoever made the copy is in it', () => {
  const { access, companies } = JSON.parse(file('data/en/status.json'));
  expect([access.scopes, access.client, companies]).toEqual([[], 'copy', []]);
});

test('a program reads what llms.txt names', () => {
  const named = [...file('llms.txt').matchAll(/\]\(https:\/\/scores[.]example\/([^)]+)\)/g)].map(
    ([, name]) => name ?? '',
  );
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(existsSync(join(folder, name)), name).toBe(true);
  const { drivers } = JSON.parse(file('data/en/elements/Dy/explanation.JPN.json'));
  expect(drivers.length).toBeGreaterThan(1);
});

test('the feed is well-formed Atom with what RFC 4287 asks for', () => {
  const feed = parseDocument(file('feed.xml'), { xmlMode: true }).children.find(
    (one) => 'name' in one && one.name === 'feed',
  );
  const names = (feed as unknown as { children: { name?: string }[] }).children.flatMap(
    ({ name }) => name ?? [],
  );
  expect(names).toEqual(expect.arrayContaining(['title', 'id', 'updated', 'author', 'entry']));
  const wrong =
    /<title>Correction: Seven plants [^<]*<[/]title><updated>2026-12-02T00:00:00Z<[/]updated>.*from: 2026-11-26. [^<]*Campine 68.1 to 4.4/;
  expect(file('feed.xml')).toMatch(wrong);
  expect(file('feed.xml')).toMatch(/<updated>\d{4}-\d\d-\d\dT00:00:00Z<\/updated>/);
});

test('the calendar holds to RFC 5545: lines of 75 bytes, an id and a day for each date', () => {
  const text = file('calendar.ics');
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const count = (pattern: RegExp): number => [...text.replaceAll('\r\n ', '').matchAll(pattern)].length;
  const events = count(/^BEGIN:VEVENT\r$/gm);
  expect(events).toBeGreaterThan(2);
  expect([
    count(/^UID:[0-9a-f]{32}@/gm),
    count(/^DTSTART;VALUE=DATE:\d{8}\r$/gm),
    count(/^END:VEVENT\r$/gm),
  ]).toEqual([events, events, events]);
});
