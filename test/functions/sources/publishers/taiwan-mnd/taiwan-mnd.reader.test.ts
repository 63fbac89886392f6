import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { readReport, taiwanMndReader } from '#functions/sources/publishers/taiwan-mnd/taiwan-mnd.reader.ts';
import { madeDocument } from '../read-fixture.ts';

const FOLDER = 'test/fixtures/publishers/mnd';

type Values = readonly (number | null)[];

/** Aircraft, crossed, navy ships, official ships, balloons. */
const valuesOf = ({ observations }: ReadDocument): Values =>
  Object.values(observations[0]?.values ?? {}) as Values;

const report = (text: string, published: string | null = '2026-09-26'): ReadDocument =>
  readReport({ text, published });

const readFile = (
  name: string,
  text: string,
  address: string | null = null,
): Promise<readonly ReadDocument[]> =>
  taiwanMndReader.read({ name, address, bytes: new TextEncoder().encode(text), receivedOn: '2026-11-27' });

const readFixture = (name: string, address: string | null = null): Promise<readonly ReadDocument[]> =>
  readFile(name, readFileSync(`${FOLDER}/${name}`, 'utf8'), address);

const TEXTS: readonly { readonly published: string; readonly text: string }[] = parse(
  readFileSync(`${FOLDER}/report-texts.csv`),
  {
    columns: true,
  },
);

const RESPONSE = '持續在臺海周邊活動。國軍運用任務機、艦及岸置飛彈系統嚴密監控與應處。';

describe('wordings that were published, each once', () => {
  it.each<readonly [string, string, string, Values]>([
    [
      'a bracket that only entered: nothing crossed',
      '2024-01-16',
      `國防部今日表示，迄0600時止，偵獲共機15架次(其中進入東南空域2架次) 、共艦3艘次，${RESPONSE}`,
      [15, 0, 3, null, null],
    ],
    [
      'coast guard ships before they were called official',
      '2024-06-03',
      `國防部今日表示，迄0600時止，偵獲共艦8艘次及海警船4艘次，${RESPONSE}`,
      [null, null, 8, 4, null],
    ],
    [
      '14次 for 14架次',
      '2023-10-13',
      `迄0600時止，偵獲共機14次(其中逾越海峽中線3次)、共艦5艘次，${RESPONSE}`,
      [14, 3, 5, null, null],
    ],
    [
      '共1架 in the bracket',
      '2026-09-26',
      `迄0600時止，偵獲共機5架次（逾越中線進入北部空域共1架）、共艦6艘及公務船5艘，${RESPONSE}`,
      [5, 1, 6, 5, null],
    ],
    [
      '谕越 and 途越 for 逾越',
      '2024-07-09',
      `國防部今日表示，迄0600時止，偵獲共機37架次(其中谕越海峽中線進入北部及西南空域36架次）、共艦7艘次，${RESPONSE}`,
      [37, 36, 7, null, null],
    ],
    [
      'the number before the verb',
      '2025-02-14',
      `迄0600時止，偵獲共機13架次（其中1架進入西南空域）及共艦8艘，${RESPONSE}`,
      [13, 0, 8, null, null],
    ],
    [
      'a bracket without a number',
      '2025-03-29',
      `迄0600時止，偵獲共機1架次（進入東部空域）及共艦6艘、公務船1艘，${RESPONSE}`,
      [1, 0, 6, 1, null],
    ],
    [
      'a line broken in the middle of a word',
      '2024-10-21',
      '國防部今日表示，迄0600時止，偵獲共機15架次（其中逾越海峽中線進入西南空域\n11架次）、共艦6艘，持續在臺海周邊活動。國軍運用任務機、艦及岸置飛彈系統嚴密監\n控與應處。',
      [15, 11, 6, null, null],
    ],
    [
      'balloons, one at each of two moments',
      '2024-01-02',
      '國防部今日表示，迄0600時止，偵獲共機4架次、共艦3艘次。昨(1)日1430及1730時偵獲空飄氣球各1枚，逾越海峽中線，位於嘉義西北方約30浬及基隆西北方約50浬，高度約1萬及2萬1,000呎，續向東北飄行，並於昨(1)日1650及今(2)日0130時消失。',
      [4, null, 3, null, 2],
    ],
    [
      'crossings and entries apart',
      '2026-09-26',
      `迄0600時止，偵獲共機12架次（其中5架次逾越海峽中線，7架次進入西南空域）、共艦7艘次，${RESPONSE}`,
      [12, 5, 7, null, null],
    ],
    [
      'crossings in two air spaces',
      '2026-09-26',
      `迄0600時止，偵獲共機12架次（逾越中線進入北部空域3架次、西南空域5架次）、共艦7艘次，${RESPONSE}`,
      [12, 8, 7, null, null],
    ],
    [
      'ships without 共',
      '2024-03-24',
      `迄0600時止，偵獲共機6架次(其中進入西南空域1架次）、艦8艘次，${RESPONSE}`,
      [6, 0, 8, null, null],
    ],
    [
      'one aircraft that crossed, not counted again',
      '2025-03-30',
      `迄0600時止，偵獲共機1架次（逾越海峽中線進入西南空域）及共艦7艘，${RESPONSE}`,
      [1, 1, 7, null, null],
    ],
    [
      '束部 for 東部, and a line that lost its end',
      '2024-11-11',
      `迄0600時止，偵獲共機7架次（其中逾越海峽中線及其延伸進入西南、束部空域2架次)及共艦5艘，${RESPONSE}`,
      [7, 2, 5, null, null],
    ],
    [
      'helicopters',
      '2024-07-01',
      `迄0600時止，偵獲共機6架次(其中進入東南部空域直升機2架次）、共艦7艘次，${RESPONSE}`,
      [6, 0, 7, null, null],
    ],
    [
      'ships that are still there',
      '2023-04-11',
      '迄0600時止，偵獲共機91架次(其中逾越海峽中線54架次)、共艦12艘次（目前尚有8艘持續在臺灣周邊海域活動）。',
      [91, 54, 12, null, null],
    ],
    [
      'hours without the word between them',
      '2023-02-15',
      '中華民國112年2月14日（星期二）0600時2月15日（星期三）0600時止。偵獲共機6架次、共艦4艘次。上述時段共機無逾越海峽中線及西南空域',
      [6, 0, 4, null, null],
    ],
    [
      'a heading of balloons said twice',
      '2025-02-22',
      '迄0600時止，偵獲共機8架次及共艦7艘。三、中共空飄氣球活動 中共空飄氣球計偵獲3顆。',
      [8, null, 7, null, 3],
    ],
    [
      'balloons by the clock, and another one',
      '2025-01-26',
      '迄0600時止，偵獲共機6架次及共艦7艘次。昨（25）日11:52時偵獲空飄氣球2枚，首枚位於清泉崗西北方75浬，高度1萬8000呎以下，於12:55時消失；另一枚於上午06時23分於基隆西北68浬處。',
      [6, null, 7, null, 2],
    ],
    [
      'a rocket of the day before',
      '2024-01-18',
      '迄0600時止，偵獲共機24架次、共艦5艘次；中共昨（17）日22時27分執行火箭發射任務，於文昌航天發射場進行，未經過我國防空識別區。',
      [24, null, 5, null, null],
    ],
    [
      'a heading of balloons with none',
      '2026-09-26',
      '迄0600時止，偵獲共機2架次、共艦6艘。三、中共空飄氣球活動：未偵獲。',
      [2, null, 6, null, 0],
    ],
    [
      'all of them crossed',
      '2026-09-26',
      `迄0600時止，偵獲共機7架次（均逾越中線進入北部空域）及共艦6艘，${RESPONSE}`,
      [7, 7, 6, null, null],
    ],
  ])('%s (%s)', (_, published, text, values) => {
    const document = report(text, published);
    expect(document.unread).toEqual([]);
    expect(valuesOf(document)).toEqual(values);
  });

  it('a list of types adds up, without the aircraft of others, and says that there may be more of the day', () => {
    const text =
      '我西南空域空情動態 一、中共解放軍活動動態: (一)日期Date: 中華民國110年2月1日（星期一） Feb. 1, 2021（Monday） (二)機型Aircraft Type: 運8反潛機 1架次(One Y-8 ASW) 轟 6 機 2架 殲-16 4架次（Four J-16） (三)活動概要Activity Area: 活動示意圖、照片 Flight path as illustrated 二、美籍偵察機 2架次(Two U.S. RECCE) 美籍加油機 1架次(One U.S. TANKER)';
    const document = report(text, '2021-02-01');
    expect(document.unread).toEqual([]);
    expect(document.observations).toEqual([
      {
        series: 'taiwan_strait',
        date: '2021-02-01',
        published: '2021-02-01',
        values: { aircraft: 7, crossed: null, navy_ships: null, official_ships: null, balloons: null },
        addsUp: true,
      },
    ]);
  });
});

describe('the period', () => {
  const body = '偵獲共機5架次、共艦3艘次';
  it.each([
    [
      'years of the republic',
      '中華民國115年9月25日（星期五）0600時至115年9月26日（星期六）0600時止',
      '2026-09-27',
      '2026-09-26T06:00',
    ],
    ['years with points', '115.09.25 0600時至115.09.26 0600時止', '2026-09-27', '2026-09-26T06:00'],
    [
      'a year named once, over New Year',
      '中華民國114年12月31日（星期三）0600時至1月1日（星期四）0600時止',
      '2026-01-01',
      '2026-01-01T06:00',
    ],
    ['days of the month only', '自昨(30)日6時至今(1)日6時止', '2026-10-01', '2026-10-01T06:00'],
    ['a day of speaking', '國防部今(31)日表示，迄1700時止', '2022-11-01', '2022-10-31T17:00'],
    ['today', '國防部今日表示，至上午6時止', '2025-01-28', '2025-01-28T06:00'],
  ])('%s', (_, period, published, name) => {
    const document = report(`${period}，${body}`, published);
    expect(document.unread).toEqual([]);
    expect(document.document).toBe(name);
    expect(document.period_end).toBe(name.slice(0, 10));
    expect(document.observations[0]?.date).toBe(name.slice(0, 10));
  });

  it('is never the day of the page where the text names another: the report of 21 February 2026 stood on the page of the 22nd', () => {
    const text = `中華民國115年2月20日（星期五）0600時至115年2月21日（星期六）0600時止。迄0600時止，${body}`;
    expect(report(text, '2026-02-22').period_end).toBe('2026-02-21');
  });

  it.each([
    ['no day to be found', body, null, /names no period/],
    ['"today" on no known day', `國防部今日表示，${body}`, null, /speaks of today/],
    ['no period in the text', body, '2026-09-26', /names no period/],
    [
      'a day that does not exist',
      `中華民國115年2月29日（星期日）0600時至2月30日（星期一）0600時止，${body}`,
      '2026-03-01',
      /do not exist/,
    ],
    [
      'a month mistyped',
      `中華民國115年9月25日0600時至10月26日0600時止，${body}`,
      '2026-10-26',
      /not one of about a day/,
    ],
    [
      'two periods',
      `115年9月25日0600時至9月26日0600時止。115年9月26日0600時至9月27日0600時止，${body}`,
      '2026-09-27',
      /two different periods/,
    ],
    [
      'a period after its publication',
      `中華民國115年9月25日0600時至9月26日0600時止，${body}`,
      '2026-09-25',
      /after its publication/,
    ],
  ])('shows when it cannot be trusted: %s', (_, text, published, why) => {
    expect(report(text, published).unread.map((part) => part.why)).toContainEqual(expect.stringMatching(why));
  });
});

describe('what contradicts itself', () => {
  it.each([
    [
      'more crossed than were there',
      '國防部今日表示，偵獲共機5架次（逾越中線進入北部空域6架次）',
      /More crossed/,
    ],
    [
      'two numbers of one thing',
      '國防部今日表示，偵獲共機5架次，上述期間未偵獲共機',
      /two different numbers/,
    ],
    [
      'a crossing without a number',
      '國防部今日表示，偵獲共機3架次（逾越海峽中線及進入西南空域）',
      /no number says/,
    ],
    [
      'a strait that is crossed',
      '國防部今日表示，偵獲共機8架次（其中逾越海峽及進入西南空域3架次）',
      /No rule knows/,
    ],
    ['ships of nobody', '國防部今日表示，偵獲共機8架次，國軍派遣艦8艘次應處', /No rule knows/],
    [
      'a median line that is entered',
      '國防部今日表示，偵獲共機30架次(其中進入北部、中線及西南空域20架次)',
      /No rule knows/,
    ],
    ['nothing that was counted', '國防部今日表示，持續在臺海周邊活動', /states no count/],
  ])('shows: %s', (_, text, why) => {
    const document = report(text);
    expect(document.unread.map((part) => part.why)).toContainEqual(expect.stringMatching(why));
  });
});

describe('pages', () => {
  it('give the body only: head, foot, pictures and scripts have numbers of their own', async () => {
    const [chinese] = await readFixture('item-zh.html');
    const values = { aircraft: 17, crossed: 1, navy_ships: 12, official_ships: 3, balloons: null };
    const expected = {
      document: '2026-10-02T06:00',
      period_end: '2026-10-02',
      observations: [{ series: 'taiwan_strait', date: '2026-10-02', published: '2026-10-02', values }],
      unread: [],
    };
    expect(chinese).toMatchObject(expected);
    // The Air Force has reports in another frame, and in English none that is read.
    const [air] = await readFixture('air-item-en.html');
    expect(air?.unread.map(({ why }) => why)).toContainEqual(expect.stringMatching(/states no count/));
  });

  it('list those of a page with a base', async () => {
    const page =
      '<html><head><base href="/"></head><a href="news/plaact/90002" class="news_list"><div class="date headline-h5">115.10.02</div></a></html>';
    const [ministry] = await taiwanMndReader.read(
      madeDocument('list', page, 'https://www.mnd.gov.tw/news/plaactlist'),
    );
    expect(ministry).toMatchObject({ is_list: true, unread: [] });
  });

  it('list reports, each once, with the day of the list', async () => {
    const documents = await readFixture('list-en.html', 'https://www.mnd.gov.tw/en/news/plaactlist');
    expect(documents).toEqual([
      {
        document: 'https://www.mnd.gov.tw/en/news/plaactlist',
        period_end: null,
        observations: [],
        printed_totals: [],
        unread: [],
        is_list: true,
      },
    ]);
  });

  it.each([
    ['a challenge', '<html><body>Just a moment...</body></html>', /neither a report/],
    ['two bodies', '<div class="maincontent">a</div><div class="maincontent">b</div>', /2 bodies/],
    ['another table', 'a,b\n1,2\n', /"published" and "text"/],
    ['an empty file', '', /"published" and "text"/],
    ['a broken table', 'published,text\n"2026-01-01,x', /"published" and "text"/],
  ])('of another kind say so: %s', async (_, text, why) => {
    const documents = await readFile('strange', text);
    expect(documents).toMatchObject([{ document: 'strange', period_end: null, observations: [] }]);
    expect(documents[0]?.unread[0]?.why).toMatch(why);
  });

  it('in another encoding say so', async () => {
    const documents = await taiwanMndReader.read({
      name: 'big5',
      address: null,
      bytes: new Uint8Array([0xa5, 0xfe, 0xff]),
      receivedOn: '2026-11-27',
    });
    expect(documents[0]?.unread[0]?.why).toMatch(/UTF-8/);
  });
});

describe('tables of texts', () => {
  const text = (aircraft: number): string =>
    `中華民國115年9月25日0600時至9月26日0600時止。偵獲共機${aircraft}架次、共艦3艘次`;

  it('have their columns in any order, with years of either calendar', async () => {
    const [document] = await readFile('t.csv', `id,Text,published\n1,"${text(5)}",115.09.26\n`);
    expect(document?.observations[0]).toMatchObject({
      date: '2026-09-26',
      published: '2026-09-26',
      values: { aircraft: 5 },
    });
  });

  it('give a text that stands twice once, a later correction under the same name, and refuse two on one day that differ', async () => {
    const table = (rows: readonly (readonly [string, number])[]): string =>
      `published,text\n${rows.map(([day, aircraft]) => `${day},${text(aircraft)}`).join('\n')}\n`;
    const read = async (rows: readonly (readonly [string, number])[]) =>
      (await readFile('t.csv', table(rows))).map(({ document, observations, unread }) => [
        document,
        observations[0]?.values.aircraft,
        unread.length,
      ]);
    const name = '2026-09-26T06:00';
    expect(
      await read([
        ['2026-09-26', 29],
        ['2026-09-26', 29],
      ]),
    ).toEqual([[name, 29, 0]]);
    expect(
      await read([
        ['2026-09-26', 29],
        ['2026-09-27', 30],
      ]),
    ).toEqual([
      [name, 29, 0],
      [name, 30, 0],
    ]);
    expect(
      await read([
        ['2026-09-26', 29],
        ['2026-09-26', 30],
      ]),
    ).toEqual([
      [name, 29, 1],
      [name, 30, 1],
    ]);
  });

  it('tell parts of a day apart by their names', async () => {
    const part = (words: string, count: number): string =>
      `2021-10-04,一、日期Date: 中華民國110年10月4日（星期一 ${words}） 二、機型Aircraft Type: 殲-16機 ${count}架次`;
    const documents = await readFile('t.csv', `published,text\n${part('日間', 52)}\n${part('夜間', 4)}\n`);
    expect(
      documents.map(({ document, observations }) => [
        document,
        observations[0]?.values.aircraft,
        observations[0]?.addsUp,
      ]),
    ).toEqual([
      ['2021-10-04 daytime', 52, true],
      ['2021-10-04 night', 4, true],
    ]);
  });
});

describe('the recorded texts', () => {
  it.each<readonly [string, string, Values]>([
    ['a bracket that crossed', '2022-09-05', [17, 9, 4, null, null]],
    ['no bracket: crossings are not stated', '2022-11-13', [5, null, 3, null, null]],
    ['only that none crossed: aircraft are not stated', '2024-05-21', [null, 0, 8, null, null]],
    ['none detected', '2026-02-25', [0, 0, 5, null, null]],
    ['末 for 未', '2024-09-24', [0, 0, 6, null, null]],
    ['末 for 未, of aircraft and ships', '2024-10-04', [0, 0, 0, null, null]],
    ['丶 for 、 and 無 for 未', '2023-07-28', [0, 0, 0, null, null]],
    ['共4架次 without 機', '2025-01-10', [4, 3, 6, null, null]],
    ['1架 without 次', '2026-08-03', [1, 0, 7, 3, null]],
    ['full-width digits', '2026-08-06', [14, 6, 9, 7, null]],
    ['drones, counted beside the aircraft', '2022-09-04', [7, 3, 5, null, null]],
    ['a balloon that crossed the line is no aircraft that did', '2024-01-16', [15, 0, 3, null, 1]],
    ['balloons in a section of their own', '2026-02-24', [null, null, 5, null, 2]],
    ["a rocket, which is nobody's count", '2024-03-01', [10, 3, 6, null, null]],
  ])('hold %s (%s)', (_, day, values) => {
    const read = TEXTS.filter(({ published }) => published === day).map(readReport);
    expect(read.filter(({ unread }) => unread.length === 0).map(valuesOf)).toContainEqual(values);
  });

  it('are read to the last clause, but for a median line that is "entered" and two lists for one day', async () => {
    const documents = await readFixture('report-texts.csv');
    expect(documents).toHaveLength(849);
    expect(documents.filter(({ unread }) => unread.length > 0).map(({ document }) => document)).toEqual([
      '2022-01-04',
      '2022-01-04',
      '2024-04-03T06:00',
    ]);
  });

  it('have balloons on the days on which the ministry told how many', async () => {
    const documents = await readFixture('report-texts.csv');
    const balloons = new Map(
      documents.flatMap(({ observations }) =>
        observations.map(({ date, values }) => [date, values.balloons]),
      ),
    );
    // Counted by hand in the texts: the moments that they name.
    expect(
      ['2023-12-20', '2024-01-02', '2024-01-08', '2024-01-25', '2024-02-11', '2024-03-02', '2025-01-25'].map(
        (day) => balloons.get(day),
      ),
    ).toEqual([1, 2, 3, 3, 8, 8, 2]);
  });
});

const count = fc.integer({ min: 0, max: 180 });
const directions = fc.uniqueArray(fc.constantFrom('北部', '中部', '西南', '東部', '東南', '東北部'), {
  minLength: 1,
  maxLength: 5,
});

describe('any numbers', () => {
  it('come back from the Chinese sentence, whatever the signs and the order of air spaces', () => {
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        directions,
        fc.boolean(),
        (aircraft, ships, official, part, spaces, wide) => {
          const crossed = Math.min(part, aircraft);
          const places =
            spaces.length === 1 ? `${spaces[0]}` : `${spaces.slice(0, -1).join('、')}及${spaces.at(-1)}`;
          const text = `迄0600時止，偵獲共機${aircraft}架次（其中逾越海峽中線進入${places}空域${crossed}架次）及共艦${ships}艘、公務船${official}艘，${RESPONSE}`;
          const written = wide
            ? text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
            : text.replaceAll('（', ' (');
          const document = report(written);
          expect(document.unread).toEqual([]);
          expect(valuesOf(document)).toEqual([aircraft, crossed, ships, official, null]);
        },
      ),
    );
  });
});

describe('a clause that nobody knows', () => {
  const sentences = TEXTS.filter(({ published }) => published >= '2022-08-06').filter(
    ({ text, published }) => readReport({ text, published }).unread.length === 0,
  );

  it('shows wherever two strange characters are put into a text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sentences), fc.nat(), ({ text, published }, place) => {
        const at = place % (text.length + 1);
        expect(report(`${text.slice(0, at)}變更${text.slice(at)}`, published).unread).not.toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('shows instead of the clause that it replaces, and never makes a 0', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sentences), fc.nat(), ({ text, published }, which) => {
        const clauses = text.split(/(?<=[，。；])/u);
        const changed = clauses
          .map((clause, index) => (index === which % clauses.length ? '數字另行公布，' : clause))
          .join('');
        const document = report(changed, published);
        expect(document.unread).not.toEqual([]);
        const before = report(text, published).observations[0]?.values ?? {};
        for (const [name, value] of Object.entries(document.observations[0]?.values ?? {})) {
          if (value === 0) expect(before[name], `${name} of ${changed}`).toBe(0);
        }
      }),
      { numRuns: 600 },
    );
  });
});
