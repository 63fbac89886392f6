/** Pictures of every view into docs/img, taken from a service that runs. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import {
  CommandFailure,
  type CommandSpecification,
  runCommand,
  UsageError,
} from '#functions/commands/command-line.ts';

const FOLDER = new URL('../../docs/img/', import.meta.url).pathname;
const COMMAND = {
  name: 'node test/research/screenshots.command.ts',
  does: `Takes pictures of every view of the page, 1440 and 390 pixels wide, light and dark, and writes them with the printed sheet of
dysprosium for Japan into docs/img. Needs a running service whose history is filled, and Debian's chromium.`,
  options: {
    url: { value: 'URL', says: 'the service', default: 'http://127.0.0.1:8080' },
    only: {
      value: 'NAMES',
      says: 'pictures to take, by file name and separated by commas, as map,strait; all and the sheet without it',
    },
    chromium: { value: 'FILE', says: 'the browser', default: '/usr/bin/chromium' },
  },
  examples: ['node test/research/screenshots.command.ts --url http://127.0.0.1:8090'],
} as const satisfies CommandSpecification;

/**
 * Rooms, each taken in every language, width and scheme: file name -> address, with something chosen where a
 * view is empty without.
 */
const ROOMS: Readonly<Record<string, string>> = {
  today: '/',
  explore: '/explore',
  element: '/elements/Dy',
  'what-if': `/what-if?scenario=${Buffer.from('{"stops":[{"origin":"CHN","elements":["@HREE"],"days":180}]}').toString('base64url')}`,
  evidence: '/evidence',
};
/** Further views, taken wide and light, in English. */
const VIEWS: Readonly<Record<string, string>> = {
  supplier: '/suppliers/lynas',
  country: '/countries/CHN',
  comparison: '/elements/Dy?with=element:Tb',
  trend: '/explore/trend',
  'heat-map': '/explore/heat-map',
  map: '/explore/map',
  company: '/company?sample=yes',
  controls: '/evidence/controls',
  sources: '/evidence/sources',
  method: '/evidence/method',
  record: '/evidence/record',
  documents: '/evidence/documents',
};
const PICTURES = { ...ROOMS, ...VIEWS };
/** Wide pictures are taken at a smaller scale: they are looked at beside text. */
const SCREENS = [
  { name: 'wide', width: 1440, height: 900, scale: 0.6 },
  { name: 'narrow', width: 390, height: 844, scale: 0.8 },
] as const;
const SCHEMES = ['light', 'dark'] as const;
const LOCALES = { en: 'en-GB', ja: 'ja-JP' } as const;

/** Whether a view is there, and nothing on it is loading. */
const IS_SETTLED = `document.querySelector('main h1') !== null && document.querySelector('[aria-busy=true]') === null`;

/** Looks in a row at which nothing may be loading. */
const SETTLED_LOOKS = 10;

/**
 * Opens an address and waits until nothing is loading. Asked from outside: the policy of the page forbids
 * what a wait within it would do.
 */
async function show(page: Page, address: string): Promise<void> {
  await page.goto(address);
  // A part that has come asks for the next one: the view has to stay as it is for a while.
  for (let settled = 0; settled < SETTLED_LOOKS; settled += 1) {
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(100);
    if (!(await page.evaluate(IS_SETTLED))) settled = -1;
  }
}

async function takePictures(browser: Browser, url: string, names: readonly string[]): Promise<void> {
  for (const { name: screen, width, height, scale } of SCREENS) {
    for (const colorScheme of SCHEMES) {
      for (const [lang, locale] of Object.entries(LOCALES)) {
        const page = await browser.newPage({
          viewport: { width, height },
          deviceScaleFactor: scale,
          colorScheme,
          locale,
        });
        const isPlain = screen === 'wide' && colorScheme === 'light' && lang === 'en';
        for (const name of names.filter((one) => isPlain || Object.hasOwn(ROOMS, one))) {
          await show(page, `${url}${PICTURES[name as keyof typeof PICTURES]}`);
          await page.screenshot({ path: join(FOLDER, `${screen}-${colorScheme}-${lang}`, `${name}.png`) });
        }
        await page.close();
      }
    }
  }
}

async function printSheet(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await show(page, `${url}${PICTURES.element}`);
  await page.pdf({ path: join(FOLDER, 'element-printed.pdf'), preferCSSPageSize: true });
  await page.close();
}

await runCommand(COMMAND, async ({ options: { url, only, chromium: file } }) => {
  const names = only === undefined ? Object.keys(PICTURES) : only.split(',');
  const unknown = names.filter((name) => !Object.hasOwn(PICTURES, name));
  if (unknown.length > 0)
    throw new UsageError(
      `There is no picture ${unknown.join(', ')}: there are ${Object.keys(PICTURES).join(', ')}.`,
    );
  if (!existsSync(file))
    throw new CommandFailure(
      `There is no browser at ${file}: apt-get install chromium, or name another with --chromium.`,
    );
  const answer = await fetch(`${url}/v1/status`).catch(() => null);
  if (answer === null)
    throw new CommandFailure(
      `Nothing answers on ${url}: npm start serves the page, --url names another address.`,
    );
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: file, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    await takePictures(browser, url, names);
    if (only === undefined) await printSheet(browser, url);
  } finally {
    await browser.close();
  }
  console.log(`The pictures${only === undefined ? ' and a printed sheet' : ''} are in ${FOLDER}`);
});
