import { expect, test } from 'vitest';
import { jointStaffReader } from '#functions/sources/publishers/joint-staff/joint-staff.reader.ts';
import { releaseOf } from '#functions/sources/publishers/joint-staff/release.ts';
import { fixtureDocument, madeDocument } from '../read-fixture.ts';

const LETTER = (day: string, title: string, body: string) =>
  `${day}\n統合幕僚監部\n（お知らせ）\n${title}\n${body}\n防衛省・自衛隊は、海上自衛隊の第５護衛隊所属「あきづき」（佐世保）により、所要の情報収集・警戒監視を行った。\n統合幕僚監部 報道発表資料\nhttps://www.mod.go.jp/js/\n`;
const readText = async (text: string, name = 'release.txt') =>
  (await jointStaffReader.read(madeDocument(name, text)))[0];

test('a release as plain text gives what was seen, where and on which day, and a carrier as the service takes it', async () => {
  const text = LETTER(
    '令和６年９月１８日',
    '中国海軍艦艇の動向について',
    '令和６年９月１７日（火）午後７時頃、海上自衛隊は、魚釣島（沖縄県）の北西約２１０ｋｍの海域において、同海域を南進する中国海軍クズネツォフ級空母「遼寧」（艦番号「１６」）及びルーヤンⅢ級ミサイル駆\n逐艦２隻（艦番号「１２０」、「１２３」）の計３隻を確認した。\nその後、１８日（水）にこれらの艦艇が、与那国島（沖縄県）と西表島（沖縄県）との間の海域を南進し、太平洋へ向けて航行したことを確認した。この際、空母「遼寧」が我が国の接続水域に入域したことを確認した。',
  );
  const document = await readText(text);
  expect(document).toMatchObject({
    document: '2024-09-18 中国海軍艦艇の動向について',
    period_end: '2024-09-18',
    unread: [],
  });
  const sightings = document?.observations.filter(({ series }) => series === 'carrier_sightings');
  expect(sightings?.[0]).toMatchObject({
    date: '2024-09-17',
    published: '2024-09-18',
    values: { carriers: ['Liaoning'], heading: 'S', scope: 'scs' },
  });
  expect(sightings?.[1]?.values).toMatchObject({
    straits: ['Yonaguni-Iriomote'],
    towards: 'Pacific',
    heading: 'S',
    scope: 'pacific',
  });
  // The Associated Press on 18 September 2024: the first Chinese carrier in the contiguous zone.
  expect(document?.observations.find(({ series }) => series === 'security_events')).toMatchObject({
    id: 'contiguous_zone_navy-2024-09-18-taiwan-china',
    published: '2024-09-18',
    values: {
      actors: ['China'],
      detail: 'Liaoning aircraft carrier',
      passage: 'この際、空母「遼寧」が我が国の接続水域に入域したことを確認した',
    },
  });
  const seen = releaseOf(text, null).events[0];
  expect(seen).toMatchObject({
    nationalities: ['China'],
    place: { place: '魚釣島', bearing: 'NW', distanceKm: 210 },
  });
  expect(seen?.ships.flatMap(({ hullNumbers }) => hullNumbers)).toEqual(['16', '120', '123']);
  expect(document?.printed_totals).toEqual([{ what: 'ships named on 2024-09-17', printed: 3, read: 3 }]);
  // Shipped rows of that passage: LIA-2024-09 begins on 2024-09-18, the day of the contiguous zone.
  expect(
    document?.observations
      .filter(({ series }) => series === 'carriers')
      .map(({ id, date, values }) => [id, date, values.scope]),
  ).toEqual([
    ['LIA-2024-09-E', '2024-09-17', 'scs'],
    ['LIA-2024-09', '2024-09-18', 'pacific'],
  ]);
});

test('a survey ship in the territorial sea, a submarine in the contiguous zone and a drone through a strait are read', async () => {
  const survey = await readText(
    LETTER(
      '令和５年２月２０日',
      '中国海軍測量艦の動向について',
      '令和５年２月１２日（日）午前２時３０分頃、海上自衛隊は、口永良部島（鹿児島県）の西の我が国領海に中国海軍シュパン級測量艦１隻が侵入したことを確認した。',
    ),
  );
  expect(survey?.observations[0]).toMatchObject({
    date: '2023-02-12',
    values: { kind: 'territorial_sea_entry_navy', detail: 'Shupang survey ship', place: '口永良部島' },
  });
  const submarine = await readText(
    LETTER(
      '令和３年９月１２日',
      '潜水艦の動向について',
      '令和３年９月１０日（金）午前、海上自衛隊は、奄美大島（鹿児島県）の東側の接続水域内を、潜没した潜水艦が北西進していることを確認した。',
    ),
  );
  expect(submarine?.observations[0]).toMatchObject({
    date: '2021-09-10',
    values: { kind: 'contiguous_zone_navy', actors: [], place: '奄美大島', theatre: 'senkaku' },
  });
  const drone = await readText(
    '令和７年４月２８日\n統合幕僚監部\n推定中国無人機の動向について\n令和７年４月２７日（日）午前、推定中国無人機１機が太平洋から飛来し、与那国島と台湾との間を通過して東シナ海に向けて飛行したことを確認した。\nこれに対し、航空自衛隊の南西航空方面隊の戦闘機を緊急発進させ対応した。',
  );
  expect(
    drone?.observations.map(({ date, values }) => [
      date,
      values.kind,
      values.place,
      values.actors,
      values.detail,
    ]),
  ).toEqual(
    ['drone', 'scramble'].map((kind) => ['2025-04-27', kind, 'Yonaguni', ['China (presumed)'], '無人機 x1']),
  );
});

test('a sentence that no rule claims, a passage without a name and a weekday that does not fit are told', async () => {
  const text = LETTER(
    '令和８年３月１０日',
    'ロシア海軍艦艇の動向について',
    '令和８年３月９日（火）午後４時頃、海上自衛隊は、西表島（沖縄県）の北約５０ｋｍの海域において、ロシア海軍キロ改級潜水艦を確認した。その後、当該艦艇が択捉海峡と無名水道を東進したことを確認した。艦長は旗を振って挨拶をした。',
  );
  expect((await readText(text))?.unread.map(({ text: part }) => part)).toEqual([
    '令和8年3月9日(火)',
    '無名海峡',
    '艦長は旗を振って挨拶をした',
  ]);
});

test('a release on something else gives nothing and is not unread; one on a subject never met is', async () => {
  expect(
    await readText(
      '（お知らせ）\n令和８年２月２７日\n統合幕僚監部\n日米比共同訓練の実施について\n自衛隊は、米海軍と共同訓練を実施しました。',
      'p20260227_01.txt',
    ),
  ).toMatchObject({
    document: 'p20260227_01',
    period_end: '2026-02-27',
    observations: [],
    unread: [],
  });
  expect(
    (await readText('令和８年２月２７日\n統合幕僚監部\n月面基地の開設について\n本日、開設した。'))?.unread[0]
      ?.why,
  ).toMatch(/no rule knows/);
});

// Publisher's table of 2026-05-31: 55 in April, 59 in May, 114 in all; China 43 and 49.
test('scrambles are read by month and nationality, and months to come are unknown', async () => {
  const months = (april: number, may: number) =>
    `${april}回 ${may}回－回－回－回－回－回－回－回－回－回－回 ${april + may}回`;
  const text = `月間緊急発進状況 （２０２６年５月３１日現在）\n２０２６年度における緊急発進実施状況\n国・地域別緊急発進回数\n４月 ５月 ６月 ７月 ８月 ９月 １０月 １１月 １２月 １月 ２月 ３月 合計\nロシア ${months(12, 10)}\n中国 ${months(43, 49)}\n北朝鮮 ${months(0, 0)}\nその他 ${months(0, 0)}\n合計 ${months(55, 59)}\n（回）`;
  const document = await readText(text, 'p20260612_05.pdf.txt');
  expect(document?.unread).toEqual([]);
  expect(
    document?.observations.map(({ id, date, values }) => [id, date, values.end_day, values.count]),
  ).toEqual([
    ['scrambles-2026-04-russia', '2026-04-01', '2026-04-30', 12],
    ['scrambles-2026-04-china', '2026-04-01', '2026-04-30', 43],
    ['scrambles-2026-04-north-korea', '2026-04-01', '2026-04-30', 0],
    ['scrambles-2026-04-other', '2026-04-01', '2026-04-30', 0],
    ['scrambles-2026-05-russia', '2026-05-01', '2026-05-31', 10],
    ['scrambles-2026-05-china', '2026-05-01', '2026-05-31', 49],
    ['scrambles-2026-05-north-korea', '2026-05-01', '2026-05-31', 0],
    ['scrambles-2026-05-other', '2026-05-01', '2026-05-31', 0],
  ]);
  expect(document?.printed_totals.every(({ printed, read }) => printed === read)).toBe(true);
});

const LIST = `<html><body><nav><ul><li><a href="/js/pdf/2023/OB.pdf">退職された皆様へ</a></li></ul></nav><ul class="list-news">
<li><a href="/js/pdf/2026/p20260808_01.pdf"><time datetime="2026-08-08">2026年08月08日</time><h5>中国海軍艦艇の動向について</h5></li>
<li><a href="/js/pdf/2026/p20260807_02.pdf"><time datetime="2026-08-07">2026年08月07日</time><h5>災害派遣について</h5></li>
<li><a href="/js/pdf/2026/p20260807_01e.pdf"><time datetime="2026-08-07">2026-08-07</time><h5>English</h5></li>
</ul></body></html>`;

test('a list of releases whose links are never closed gives each release once, and nothing else', async () => {
  const [document] = await jointStaffReader.read(
    madeDocument('index.html', LIST, 'https://www.mod.go.jp/js/press/index.html'),
  );
  expect(document).toMatchObject({
    document: 'https://www.mod.go.jp/js/press/index.html',
    period_end: null,
    observations: [],
    unread: [],
  });
  expect(document?.is_list).toBe(true);
});

test.each([
  ['a challenge page', '<!DOCTYPE html><title>Just a moment...</title>', /refused/],
  ['a list without releases', '<html><ul><li>nothing</li></ul></html>', /neither a list of releases nor one/],
  ['JSON that breaks off', '{"texts": {', /could not be parsed/],
  ['JSON without texts', '{"a": 1}', /holds no texts/],
  ['bytes of no encoding', new Uint8Array([0xff, 0xfe, 0x80, 0x80, 0xa0, 0xfd]), /neither a PDF nor text/],
])('%s gives no observation and says why', async (_, content, why) => {
  const [document] = await jointStaffReader.read(madeDocument('file', content));
  expect(document?.observations).toEqual([]);
  expect(document?.unread[0]?.why).toMatch(why);
});

test('collected texts are read as an object, as a list and as CSV', async () => {
  const text = LETTER(
    '令和８年５月２５日',
    '中国海軍艦艇の動向について',
    '令和８年５月２２日（金）午後３時頃、海上自衛隊は、久米島（沖縄県）の南西約１１０ｋｍの海域において、中国海軍ユーシェン級揚陸艦（艦番号「３３」）を確認した。',
  );
  const shapes = [
    JSON.stringify({
      source: 'x',
      texts: { 'p20260525_01.pdf': { url: 'https://www.mod.go.jp/js/pdf/2026/p20260525_01.pdf', text } },
    }),
    JSON.stringify([{ url: 'https://www.mod.go.jp/js/pdf/2026/p20260525_01.pdf', text }]),
    `url,text\nhttps://www.mod.go.jp/js/pdf/2026/p20260525_01.pdf,"${text}"\n`,
  ];
  for (const shape of shapes) {
    const [document] = await jointStaffReader.read(madeDocument('texts', shape));
    expect(document).toMatchObject({ document: 'p20260525_01', period_end: '2026-05-22', unread: [] });
    expect(document?.observations).toEqual([]);
  }
});

test('the text of a PDF whose Japanese font is not embedded is read', async () => {
  const [document] = await jointStaffReader.read(
    fixtureDocument('jso/made-UniJIS-UTF16-H.pdf', 'p20260526_01.pdf'),
  );
  expect(document?.document).toBe('p20260526_01');
  expect(document?.unread.map(({ text }) => text).join(' ')).toContain('空母「遼寧」');
});
