/**
 * Small lists of our own in the structure of the publishers. Numbers, titles and days of 2025 and before are
 * those of real texts; entries of 2026 are made.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANNOUNCEMENT_LISTS } from '#contracts/collection/announcement-lists.ts';
import { draftOf } from '#functions/sources/announcements/draft-measures.ts';
import { announcementKey, announcementReader, dayIn } from '#functions/sources/announcements/list-reader.ts';

const listOf = (name: string) => {
  const list = ANNOUNCEMENT_LISTS.find((one) => one.name === name);
  if (list === undefined) throw new Error(name);
  return list;
};
const read = async (name: string, bytes: Uint8Array) => {
  const list = listOf(name);
  const [document] = await announcementReader(list).read({
    name: 'list',
    address: list.address.replace('{year}', '2026'),
    bytes,
    receivedOn: '2026-11-29',
  });
  return document as NonNullable<typeof document>;
};
const fixture = (name: string) => readFileSync(new URL(`lists/${name}`, import.meta.url));
const MOFCOM = 'https://www.mofcom.gov.cn';

describe('a list gives number or address, title and day of each entry, and its draft the elements that it names', () => {
  it.each<
    [
      name: string,
      file: string,
      entries: readonly (readonly [
        key: string,
        published: string | null,
        elements: readonly string[] | null,
      ])[],
    ]
  >([
    [
      'mofcom',
      'mofcom.html',
      [
        ['MOFCOM 2025 No. 72', '2025-11-09', []],
        ['MOFCOM 2025 No. 70', '2025-11-07', []],
        ['MOFCOM 2025 No. 61', '2025-10-09', ['@REE']],
        [`${MOFCOM}/zcfb/zc/art/2025/art_2c2b9a3f2d6c4b8a9e0d1f2a3b4c5d6e.html`, '2025-09-01', null],
      ],
    ],
    [
      'mofcom',
      'mofcom-service.json',
      [
        ['MOFCOM 2026 No. 11', '2026-02-24', []],
        ['MOFCOM 2026 No. 1', '2026-01-06', []],
      ],
    ],
    [
      'federal-register',
      'federal-register.json',
      [
        ['FR 2025-19846', '2025-11-12', []],
        ['FR 2026-23001', '2026-11-20', ['Ga', 'Sb']],
      ],
    ],
    ['eu-official-journal', 'eu-official-journal.json', [['32024R1252', '2024-05-03', []]]],
    [
      'indonesia-esdm',
      'indonesia-esdm.html',
      [
        ['https://jdih.esdm.go.id/dokumen/view?id=2711', null, ['Co', 'Ni']],
        ['https://jdih.esdm.go.id/dokumen/view?id=2710', null, null],
      ],
    ],
    [
      'indonesia-kemendag',
      'indonesia-kemendag.html',
      [
        [
          'https://jdih.kemendag.go.id/peraturan/permendag-nomor-30-tahun-2026-tentang-barang-yang-dilarang-untuk-diekspor',
          '2026-11-17',
          [],
        ],
        ['https://jdih.kemendag.go.id/peraturan/kepmendag-1484-2026', '2026-10-01', null],
      ],
    ],
    [
      'congo-arecoms',
      'congo-arecoms.html',
      [
        ['https://arecoms.cd/communiques/decision-006-arecoms-2026', '2026-08-03', ['Co']],
        ['https://arecoms.cd/communiques/visite', '2026-02-28', null],
      ],
    ],
    [
      'congo-mines',
      'congo-mines.html',
      [['https://mines.gouv.cd/fr/actualites/arrete-coltan', '2026-11-12', ['@REE', 'Ta']]],
    ],
    [
      'malaysia-gazette',
      'malaysia-gazette.json',
      [
        ['P.U. (A) 371/2026', '2026-11-18', []],
        ['P.U. (A) 370/2026', '2026-11-17', null],
      ],
    ],
    [
      'vietnam-gazette',
      'vietnam-gazette.html',
      [
        [
          'https://congbao.chinhphu.vn/van-ban/thong-tu-so-88-2026-tt-bct-471001.htm',
          '2026-11-20',
          ['@REE', 'W'],
        ],
        ['https://congbao.chinhphu.vn/van-ban/nghi-dinh-so-300-2026-nd-cp-471000.htm', '2026-11-19', null],
      ],
    ],
    [
      'myanmar-commerce',
      'myanmar-commerce.html',
      [
        ['https://commerce.gov.mm/en/content/notification-no-71-2026', '2026-11-24', ['@REE']],
        ['https://commerce.gov.mm/en/content/notification-no-70-2026', '2026-11-02', null],
      ],
    ],
    [
      'japan-meti',
      'japan-meti.html',
      [
        ['https://www.meti.go.jp/press/2026/11/20261127001/20261127001.html', '2026-11-27', ['C', 'Yb']],
        ['https://www.meti.go.jp/press/2026/11/20261126001/20261126001.html', '2026-11-26', null],
      ],
    ],
    [
      'japan-export-order',
      'japan-export-order.json',
      [
        ['324CO0000000378_20261001_508CO0000000194', '2026-05-29', []],
        ['324CO0000000378_20260605_508CO0000000194', '2026-05-29', []],
      ],
    ],
  ])('%s: %s', async (name, file, entries) => {
    const { observations } = await read(name, fixture(file));
    const found = observations.map((entry) => {
      const draft = draftOf(listOf(name), entry as never, '2026-11-29');
      return [
        entry.id,
        entry.published,
        draft === null
          ? null
          : ((draft.values.applies as readonly { readonly elements: readonly string[] }[])[0]?.elements ??
            []),
      ];
    });
    expect(found).toEqual(entries);
  });
});

it('a draft has what the list states and the passage with the names, and leaves class, stages, targets and origins to who reads the text', async () => {
  const { observations } = await read('federal-register', fixture('federal-register.json'));
  expect(draftOf(listOf('federal-register'), observations[1] as never, '2026-11-29')).toEqual({
    id: 'FR-2026-23001',
    date: '2026-11-20',
    known_from: '2026-11-20',
    source: 'Office of the Federal Register',
    source_url: 'https://www.federalregister.gov/documents/2026/11/20/2026-23001/made',
    values: {
      title: 'Made: Licence Requirements for Certain Materials',
      actor: 'United States BIS',
      instrument_no: 'FR 2026-23001',
      applies: [{ elements: ['Ga', 'Sb'], stages: [], coverage: 1 }],
      effective_from: '2026-12-20',
      scope: 'The rule adds gallium metal and antimony oxide to the list.',
      note: 'Drafted from the list of Office of the Federal Register: nobody has read the text.',
    },
  });
});

it('a text that names an announcement of the register is drafted, and says which rows it names', async () => {
  const { observations } = await read('mofcom', fixture('mofcom.html'));
  expect(draftOf(listOf('mofcom'), observations[0] as never, '2026-11-29')?.values.note).toContain(
    'because it names CN-2024-46',
  );
});

it.each([
  [
    'mofcom',
    'a shell that a script fills',
    '<html><ul><li><a href="/a/index.html">x</a></li></ul><script src="unit.js"></script></html>',
  ],
  ['mofcom', 'an answer without a list', '{"success":false,"data":null}'],
  ['mofcom', 'a page of a guard', 'Just a moment...'],
  ['federal-register', 'an error', '{"errors":{"agencies":"is invalid"}}'],
  ['malaysia-gazette', 'an answer in cipher', '{"payload":"x9f0"}'],
  ['japan-meti', 'a web page', '<html><body>メンテナンス中</body></html>'],
  ['eu-official-journal', 'a table without a row', '{"results":{"bindings":[]}}'],
])('%s: %s is unread, never an empty list', async (name, _, text) => {
  const { observations, unread } = await read(name, new TextEncoder().encode(text));
  expect([observations, unread.length]).toEqual([[], 1]);
});

it('a list that states a year only reads the same on every day, and its draft has the day on which it was first read', async () => {
  const list = listOf('indonesia-esdm');
  const on = async (receivedOn: string) =>
    (
      await announcementReader(list).read({
        name: 'list',
        address: list.address,
        bytes: fixture('indonesia-esdm.html'),
        receivedOn,
      })
    )[0];
  const [first, second] = [await on('2026-11-29'), await on('2026-11-30')];
  expect(second).toEqual(first);
  expect(first).toMatchObject({
    period_end: null,
    observations: [{ published: null, values: { day_precision: 'unknown' } }, {}],
  });
  expect(draftOf(list, first?.observations[0] as never, '2026-11-29')).toMatchObject({
    date: '2026-11-29',
    values: { note: expect.stringContaining('states no day') },
  });
});

it('an entry that a rule cannot read is told, and the others are read', async () => {
  const { unread } = await read('federal-register', fixture('federal-register.json'));
  expect(unread.map(({ why }) => why)).toEqual(['An entry without number, title or address.']);
});

describe('numbers of announcements', () => {
  it.each([
    ['商务部公告2025年第72号 公布暂停实施', 'MOFCOM 2025 No. 72'],
    ['商务部 海关总署公告2025年第18号', 'MOFCOM 2025 No. 18'],
    ['商务部、海关总署公告2023年第23号', 'MOFCOM 2023 No. 23'],
    ['商务部 工业和信息化部 海关总署 国家密码局公告2024年第51号', 'MOFCOM 2024 No. 51'],
    ['商务部公告2025第61号', 'MOFCOM 2025 No. 61'],
    ['商务部令2024年第5号 某办法', 'MOFCOM order 2024 No. 5'],
    ['不可靠实体清单工作机制公告〔2025〕11号', 'UNRELIABLE-ENTITIES 2025 No. 11'],
    ['海关总署公告2025年第30号', null],
    ['', null],
  ])('%s', (title, key) => {
    expect(announcementKey(title)).toBe(key);
  });
});

it.each([
  ['[2026-02-24]', '2026-02-24'],
  ['2026年6月5日', '2026-06-05'],
  ['ngày 20 tháng 11 năm 2026', '2026-11-20'],
  ['1er août 2026', '2026-08-01'],
  ['5 février 2026', '2026-02-05'],
  ['3 Mac 2026', '2026-03-03'],
  ['31 Mei 2026', '2026-05-31'],
  ['9 Juillet 2026', '2026-07-09'],
  ['12 Ogos 2026', '2026-08-12'],
  ['24 Disember 2026', '2026-12-24'],
  ['01-Dec-2026', '2026-12-01'],
  ['令和８年６月５日（金）', '2026-06-05'],
  ['令和元年12月1日', '2019-12-01'],
  ['Nomor 21 Tahun 2026', null],
  ['31/02/2026', null],
])('the day of %s is %s', (text, day) => {
  expect(dayIn(text)).toBe(day);
});
