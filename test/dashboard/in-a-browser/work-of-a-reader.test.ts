import type { Browser, Page } from 'playwright-core';
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

const COMPANY = {
  name: 'Kyoto Motors',
  country: 'JPN',
  currency: 'JPY',
  needs: [
    { id: 'dy', material: 'dysprosium oxide', quantity: 1800, unit: 'kg', spend: 93_000_000 },
    { id: 'co', material: 'cobalt sulfate', quantity: 9.4, unit: 't', spend: 44_000_000 },
  ],
  stock: [{ material: 'dysprosium oxide', days: 90 }],
  watch: ['Ga'],
};

/** What a screen reader calls the buttons of a view, as Chromium tells it. */
async function namesOfButtons(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes.filter(({ role }) => role?.value === 'button').map(({ name }) => String(name?.value ?? ''));
}

describe.runIf(hasChromium)('what a reader does on the page', () => {
  const data = newDataFolder();
  let service: Service;
  let browser: Browser;
  let tab: Tab;
  const put = (company: object, match: Record<string, string> = {}) =>
    fetch(`${service.url}/v1/companies/kyoto`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...match },
      body: JSON.stringify(company),
    });
  const companies = async () =>
    ((await (await fetch(`${service.url}/v1/companies`)).json()) as { data: { id: string }[] }).data;
  beforeAll(async () => {
    service = await startService(data, 'open');
    browser = await openBrowser();
    tab = await openTab(browser, service.url, { permissions: ['clipboard-read', 'clipboard-write'] });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    dropDataFolder(data);
  });

  test('a link that is copied has a name before, during and after', async () => {
    for (const view of ['/explore', '/explore/heat-map', '/elements/Dy', '/what-if']) {
      await tab.show(view);
      expect([view, await namesOfButtons(tab.page)]).toEqual([view, expect.arrayContaining(['Copy link'])]);
      expect(await namesOfButtons(tab.page)).not.toContain('');
    }
    await tab.page.click('text=Copy link');
    await tab.page.waitForSelector('button:has-text("Link copied")');
    expect(await namesOfButtons(tab.page)).toEqual(expect.arrayContaining(['Link copied']));
    expect(await tab.page.evaluate('navigator.clipboard.readText()')).toBe(`${service.url}/what-if`);
  });

  test('one can search on a phone, and where the page is shown at twice its size', async () => {
    for (const width of [320, 390, 720, 940]) {
      await tab.page.setViewportSize({ width, height: 844 });
      await tab.show('/evidence');
      await tab.page.fill('#find', 'dyspro');
      await tab.page.press('#find', 'Enter');
      await tab.page.waitForSelector('#row-Dy');
      expect(await tab.page.locator('tr[id^="row-"]').count()).toBe(1);
      await tab.page.waitForSelector('#names option[value="Shin-Etsu Chemical"]', { state: 'attached' });
      await tab.page.fill('#find', 'dy');
      await tab.page.press('#find', 'Enter');
      await tab.page.waitForSelector('h1:has-text("Dysprosium")');
    }
    await tab.page.setViewportSize({ width: 1440, height: 900 });
  });

  test('what if stays with the company and its scenario through cards, sliders, a reload and the menu', async () => {
    expect((await put(COMPANY)).ok).toBe(true);
    await tab.show('/what-if');
    const whom = () => tab.page.inputValue('label:has-text("For whom") select');
    await tab.page.waitForSelector('label:has-text("For whom") option[value="kyoto"]', { state: 'attached' });
    const seen = [await whom()];
    await tab.page.click('text=China stops heavy rare earths');
    await tab.page.waitForSelector('text=/of \\d+ .*would rise/');
    seen.push(await whom());
    await tab.page.locator('.builder .slider').first().fill('90');
    await settled(tab.page);
    seen.push(await whom());
    await tab.page.locator('.builder > fieldset').last().locator('select').first().selectOption('100');
    await settled(tab.page);
    seen.push(await whom());
    await tab.page.reload();
    await settled(tab.page);
    seen.push(await whom());
    await tab.page.click('nav >> text=Evidence');
    await tab.page.click('nav >> text=What if');
    await tab.page.waitForSelector('.builder');
    expect(await tab.page.locator('.builder .slider').first().inputValue()).toBe('90');
    await settled(tab.page);
    seen.push(await whom());
    expect(seen).toEqual(Array(6).fill('kyoto'));
    expect(await tab.page.locator('text=/of 2 .*would rise/').count()).toBe(1);
  });

  test('the result of a card is in sight on a phone', async () => {
    await tab.page.setViewportSize({ width: 390, height: 844 });
    await tab.show('/what-if');
    await tab.page.click('text=China stops heavy rare earths');
    await tab.page.waitForSelector('text=/of \\d+ .*would rise/');
    const top = await tab.page
      .locator('[aria-live] h2')
      .first()
      .evaluate((one) => one.getBoundingClientRect().top);
    expect([top >= 0, top < 400]).toEqual([true, true]);
    await tab.page.setViewportSize({ width: 1440, height: 900 });
  });

  test('own lines have their own dates, and a stop that moves nothing says why', async () => {
    await tab.show('/');
    await tab.page.waitForSelector('section:has(h2:text("Next dates")) li:has-text("Cobalt")');
    expect(await tab.page.locator('tr[id="row-element Ga"] .strip path[class]').count()).toBeGreaterThan(0);
    const strait = { buyers: ['JPN'], stops: [{ lane: 'taiwan_strait', days: 30 }] };
    await tab.show(`/what-if?scenario=${Buffer.from(JSON.stringify(strait)).toString('base64url')}`);
    expect(await tab.page.textContent('[aria-live]')).toMatch(
      /^0 of 39 .*Dysprosium.*: The scenario takes \d+ % of .* for 30 days: users do without that much/,
    );
    expect(await tab.page.locator('[aria-live] table').count()).toBe(0);
  });

  test('an alert that holds already says so before it is stored', async () => {
    await tab.show('/account');
    const asked: string[] = [];
    const answer = (text: string, yes: boolean) =>
      tab.page.once('dialog', (dialog) => {
        asked.push(dialog.message());
        void (yes ? dialog.accept() : dialog.dismiss());
        expect(dialog.message()).toContain(text);
      });
    await tab.page.selectOption('[name=kind]', 'element_scarce');
    await tab.page.click('text=How often last year?');
    await tab.page.waitForSelector('output:has-text("Already at or above this")');
    answer('Already at or above this', false);
    await tab.page.click('text=Add condition');
    await tab.page.waitForTimeout(1000);
    expect(await (await fetch(`${service.url}/v1/alert-rules`)).json()).toMatchObject({ data: [] });
    await tab.page.fill('[name=limit]', '99.9');
    await tab.page.click('text=Add condition');
    await tab.page.waitForSelector('text=/When .*: 99.9/');
    expect(await (await fetch(`${service.url}/v1/alert-rules`)).json()).toMatchObject({
      data: [{ rule: { subjects: { type: 'element' }, chance: 'scarce', when: { at_or_above: 99.9 } } }],
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/: \d+ of 3\d[.]/);
  });

  test('deletion asks, and says what goes with it', async () => {
    await tab.show('/company');
    const asked: string[] = [];
    for (const yes of [false, true]) {
      tab.page.once('dialog', (dialog) => {
        asked.push(dialog.message());
        void (yes ? dialog.accept() : dialog.dismiss());
      });
      await tab.page.click('text=Delete this company');
      await tab.page.waitForTimeout(1500);
      expect([yes, (await companies()).length]).toEqual([yes, yes ? 0 : 1]);
    }
    expect(asked[0]).toContain('Kyoto Motors');
    expect(asked[0]).toContain('2 needs');
    expect(asked[0]).toContain('watch list (1)');
  });

  test('a table in Shift_JIS is stored after clicks on what is asked', async () => {
    await tab.show('/company');
    // 材料,数量,単位,在庫 / Dy,3,t,400 / Ga,many,t,5 by the codec cp932 of Python 3.11.
    const bytes = '8dde97bf2c909497ca2c925088ca2c8ddd8cc90a44792c332c742c3430300a47612c6d616e792c742c350a';
    const buffer = Buffer.from(bytes, 'hex');
    await tab.page.setInputFiles('input[type=file]', { name: '部品表.csv', mimeType: 'text/csv', buffer });
    await tab.page.waitForSelector('#table:not([required])'); // the file is read
    await tab.page.click('#import button:text-is("Preview")');
    await tab.page.click('li button:text-is("kg")');
    await tab.page.click('li:has-text("Row 3") button:text-is("Leave out")');
    await tab.page.click('button[value=store]:enabled');
    await tab.page.waitForSelector('text=Today shows your own materials');
    const [{ id } = { id: 'none' }] = await companies();
    const { company } = (await (await fetch(`${service.url}/v1/companies/${id}`)).json()) as {
      company: { needs: unknown[]; stock: unknown[] };
    };
    expect([company.needs.length, company.stock.length]).toEqual([1, 1]);
    await fetch(`${service.url}/v1/companies/${id}`, {
      method: 'DELETE',
      headers: { 'if-match': '*' },
    });
  });

  test('what was typed does not take back what another tab has stored', async () => {
    const days = async () => [
      await tab.page.inputValue('[name="dysprosium oxide"]'),
      await tab.page.inputValue('[name="cobalt sulfate"]'),
    ];
    expect((await put(COMPANY)).ok).toBe(true);
    await tab.show('/company');
    await tab.page.fill('[name="cobalt sulfate"]', '33');
    await put({ ...COMPANY, stock: [{ material: 'dysprosium oxide', days: 120 }] }, { 'if-match': '*' });
    await tab.show('/company');
    expect(await days()).toEqual(['120', '33']);
    await tab.page.click('text=Save stock');
    await tab.page.waitForSelector('output:has-text("Saved.")');
    expect(await days()).toEqual(['120', '33']);
    await fetch(`${service.url}/v1/companies/kyoto`, { method: 'DELETE', headers: { 'if-match': '*' } });
  });

  test('a stock is shown whole', async () => {
    const needs = [{ id: 'dy', material: 'dysprosium oxide', quantity: 5_000_000, unit: 'kg' }];
    expect(
      (await put({ ...COMPANY, needs, stock: [{ material: 'dysprosium oxide', kilograms: 1_850_000 }] })).ok,
    ).toBe(true);
    await tab.show('/company');
    const [drawn, room] = (await tab.page.evaluate(`(() => {
      const field = document.querySelector('input[name="dysprosium oxide"]');
      const pen = document.createElement('canvas').getContext('2d');
      const style = getComputedStyle(field);
      pen.font = style.font;
      return [pen.measureText(field.placeholder).width, field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 16]; // the arrows of a field of numbers
    })()`)) as [number, number];
    expect(await tab.page.getAttribute('input[name="dysprosium oxide"]', 'placeholder')).toBe('1,850,000 kg');
    expect(drawn).toBeLessThanOrEqual(room);
    await fetch(`${service.url}/v1/companies/kyoto`, { method: 'DELETE', headers: { 'if-match': '*' } });
  });

  test('what is typed outlives a menu, a language and a session, and a session that ends asks for a key', async () => {
    const typed = 'material,quantity,unit\nterbium oxide,240,kg';
    await tab.show('/company');
    expect(await tab.page.textContent('#import')).toContain('whoever reaches it sees');
    await service.stop();
    const key = newKey(data, 'scores:read,companies:write,alerts:write');
    service = await startService(data, 'keys');
    const { page, context } = await openTab(browser, service.url);
    const enter = async () => {
      await page.fill('#key', key);
      await page.click('main button[type=submit]');
      await page.waitForSelector('#table');
    };
    const shown = async () => [await page.inputValue('[name=name]'), await page.inputValue('#table')];
    await page.goto(`${service.url}/company`);
    await enter();
    expect(await page.textContent('#import')).toContain('Only those who sign in as acme-motors see this');
    await page.fill('[name=name]', 'Osaka Works');
    await page.fill('#table', typed);
    await page.click('text=日本語');
    await page.waitForSelector('html[lang=ja]');
    expect(await shown()).toEqual(['Osaka Works', typed]);
    await page.click('text=English');
    await page.selectOption('[name=country]', 'KOR');
    await page.selectOption('header select', 'EUU');
    expect(await page.inputValue('[name=country]')).toBe('KOR');
    await page.click('nav >> text=Evidence');
    await settled(page);
    await page.goBack();
    await page.waitForSelector('#table');
    expect(await shown()).toEqual(['Osaka Works', typed]);
    await context.clearCookies();
    await page.click('text=Preview');
    await page.waitForSelector('#key');
    expect(await page.textContent('main')).toContain('Your session has ended. What you typed is kept.');
    expect(await page.locator('text=Bearer').count()).toBe(0);
    expect(await page.locator('summary:has-text("acme-motors")').count()).toBe(0);
    await enter();
    expect(await shown()).toEqual(['Osaka Works', typed]);
    await page.click('text=Preview');
    await page.waitForSelector('button:has-text("Store")');
    await page.route('**/v1/status*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await route.continue();
    });
    await page.click('button:has-text("Store")');
    await page.waitForSelector('text=See them on Today');
    await page.unrouteAll({ behavior: 'wait' });
    await page.reload();
    await settled(page);
    expect(await page.inputValue('#table')).toBe('');
    await context.close();
  });

  test('a service that goes away is said in rooms that were never opened, and they come when it is back', async () => {
    await service.stop();
    service = await startService(data, 'open');
    const { page, context } = await openTab(browser, service.url);
    await page.goto(`${service.url}/explore`);
    await settled(page);
    await context.route('**/*', (route) => route.abort());
    await page.click('nav >> text=Evidence');
    await page.waitForSelector('text=These are its numbers of');
    expect(await page.textContent('main')).toContain('The service does not answer.');
    expect(await page.textContent('main')).not.toContain('newer');
    await page.click('nav >> text=Today');
    await page.waitForSelector('main >> text=The service does not answer.');
    await context.unroute('**/*');
    await page.click('text=Try again');
    await page.waitForSelector('#row-Dy');
    await page.click('nav >> text=Evidence');
    await page.waitForSelector('h1:has-text("Security signals")');
    await context.close();
  });
});
