/** Small lists of our own in the structure of the publishers; numbers, titles and days are those of real announcements. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type AnnouncementListReader,
  announcementKey,
  euOfficialJournalReader,
  federalRegisterReader,
  mofcomReader,
} from '#functions/sources/publishers/announcement-lists.ts';

const read = (reader: AnnouncementListReader, bytes: string | Uint8Array, address: string | null = null) =>
  reader.read({
    name: 'list',
    address,
    bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
    receivedOn: '2026-11-27',
  });
const fixture = (name: string) => readFileSync(new URL(name, import.meta.url));

describe('lists of the Ministry of Commerce', () => {
  it('give number, whole title, day and address of each announcement of the annual index', () => {
    const { announcements, unread } = read(
      mofcomReader,
      fixture('mofcom/annual-index.html'),
      'https://www.mofcom.gov.cn/zcfb/blgg/gg/2025/index.html',
    );
    expect(announcements.map(({ key, published }) => [key, published])).toEqual([
      ['MOFCOM 2025 No. 72', '2025-11-09'],
      ['MOFCOM 2025 No. 70', '2025-11-07'],
      ['MOFCOM 2025 No. 61', '2025-10-09'],
    ]);
    expect(announcements[0]?.title).toBe('商务部公告2025年第72号 公布暂停实施商务部公告2024年第46号第二款');
    expect(announcements[0]?.address).toBe(
      'https://www.mofcom.gov.cn/zcfb/blgg/gg/2025/art/2025/art_bc4513421bb24faaa84e44c2e4f36dc5.html',
    );
    expect(unread.map(({ text }) => text)).toEqual(['关于公布有关名单的通知 2025-09-01']);
  });

  it('give the same for the answer of the service, whose days stand in brackets', () => {
    const { announcements, unread } = read(mofcomReader, fixture('mofcom/service-answer.json'));
    expect(announcements.map(({ key, published }) => [key, published])).toEqual([
      ['MOFCOM 2026 No. 11', '2026-02-24'],
      ['MOFCOM 2026 No. 1', '2026-01-06'],
    ]);
    expect(unread).toEqual([]);
  });

  it.each([
    [
      'a shell that a script fills',
      '<html><body><ul><li><a href="/a/index.html">x</a></li></ul><script src="unit.js"></script></body></html>',
    ],
    ['an answer without a list', '{"success":false,"data":null}'],
    ['a page of a guard', 'Just a moment...'],
    ['nothing', ''],
  ])('are unread as %s, never an empty list', (_, text) => {
    const { announcements, unread } = read(mofcomReader, text);
    expect(announcements).toEqual([]);
    expect(unread).toHaveLength(1);
  });

  it('say which address cannot be read', () => {
    const item = '<li><a href="http://[/art/1.html" title="商务部公告2026年第3号 x">x</a></li>';
    expect(read(mofcomReader, item).unread[0]?.why).toContain('http://[/art/1.html');
  });
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
  ])('%s', (title, key) => {
    expect(announcementKey(title)).toBe(key);
  });

  it.each(['海关总署公告2025年第30号', '关于公布名单的通知', ''])('are not made up for %j', (title) => {
    expect(announcementKey(title)).toBeNull();
  });
});

describe('documents of the Federal Register', () => {
  it('are those of the bureau; others are unread', () => {
    const { announcements, unread } = read(federalRegisterReader, fixture('federal-register/documents.json'));
    expect(announcements.map(({ key, published }) => [key, published])).toEqual([['FR 2025-19846', '2025-11-12']]);
    expect(unread.map(({ text }) => text)).toEqual(['2025-20001 Sunshine Act Meetings']);
  });

  it('may be none in a period, which the answer says', () => {
    expect(read(federalRegisterReader, '{"description":"x","count":0}')).toEqual({ announcements: [], unread: [] });
  });

  it.each([
    ['{"errors":{"agencies":"is invalid"}}', 'The answer has no list of results.'],
    ['<html>', 'The answer has no list of results.'],
    ['{"count":1,"results":[{"title":"x"}]}', 'A document without number, title or address.'],
    ['{"count":1,"results":[],"next_page_url":"https://www.federalregister.gov/2"}', 'The list goes on at another address.'],
  ])('are unread as %s', (text, why) => {
    expect(read(federalRegisterReader, text).unread.map((part) => part.why)).toEqual([why]);
  });
});

describe('acts of the Official Journal', () => {
  it('are named by their identifier', () => {
    const { announcements, unread } = read(euOfficialJournalReader, fixture('eu-official-journal/sparql-results.json'));
    expect(announcements).toMatchObject([
      { key: 'EU reg/2024/1252', published: '2024-05-03', address: 'https://eur-lex.europa.eu/eli/reg/2024/1252/oj' },
    ]);
    expect(unread).toHaveLength(1);
    expect(unread[0]?.text).toContain('eli/C/2024/3021');
  });

  it.each(['<html>error</html>', '{"results":{"bindings":[]}}', '{"results":{}}'])('are unread as %s', (text) => {
    expect(read(euOfficialJournalReader, text).unread).toHaveLength(1);
  });
});

it('every publisher names an address of the list of a year', () => {
  for (const reader of [mofcomReader, federalRegisterReader, euOfficialJournalReader]) {
    const address = new URL(reader.listAddress(2026));
    expect(address.protocol).toBe('https:');
    expect(decodeURIComponent(address.href)).toContain('2026');
  }
});
