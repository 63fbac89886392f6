import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewedAnnouncement } from '#functions/reference-build/tables/policy.ts';
import { discoverAnnouncements } from '#functions/sources/announcements/discover-announcements.ts';
import { type ListReading, readList } from '#functions/sources/publishers/announcement-lists.ts';

const reading = (readOn: string, numbers: readonly number[], over: Partial<ListReading> = {}): ListReading => ({
  list: 'mofcom 2026',
  publisher: 'mofcom',
  readOn,
  announcements: numbers.map((number) => ({
    key: `MOFCOM 2026 No. ${number}`,
    title: `No. ${number}`,
    published: `2026-01-${String(number).padStart(2, '0')}`,
    address: `https://www.mofcom.gov.cn/${number}.html`,
  })),
  unread: [],
  ...over,
});
const review = (number: number, over: Partial<ReviewedAnnouncement> = {}): ReviewedAnnouncement => ({
  key: `MOFCOM 2026 No. ${number}`,
  title: `No. ${number}`,
  published: '2026-01-01',
  address: `https://www.mofcom.gov.cn/${number}.html`,
  rows: [],
  reviewed_on: '2026-10-15',
  reviewed_by: 'a reader',
  note: 'anti-dumping',
  source: 'MOFCOM notice',
  ...over,
});
const statesOf = (readings: readonly ListReading[], reviewed: readonly ReviewedAnnouncement[] = []) =>
  Object.fromEntries(discoverAnnouncements(readings, reviewed).announcements.map(({ key, state }) => [key.slice(12), state]));

describe('an announcement', () => {
  it('is unseen until a person has read it, then reviewed, or has rows', () => {
    const states = statesOf([reading('2026-11-20', [1, 2, 3])], [review(2), review(3, { rows: ['CN-2026-03'] })]);
    expect(states).toEqual({ 'No. 1': 'unseen', 'No. 2': 'reviewed', 'No. 3': 'rows_made' });
  });

  it('under two addresses is one', () => {
    const other = reading('2026-11-20', [1], {
      list: 'mofcom zwgk',
      announcements: [{ key: 'MOFCOM 2026 No. 1', title: 'x', published: null, address: 'https://www.mofcom.gov.cn/zwgk/1.html' }],
    });
    const { announcements } = discoverAnnouncements([reading('2026-11-20', [1]), other], []);
    expect(announcements).toHaveLength(1);
    expect(announcements[0]?.addresses).toEqual(['https://www.mofcom.gov.cn/1.html', 'https://www.mofcom.gov.cn/zwgk/1.html']);
  });

  it('that was reviewed and is on no list that was read is kept', () => {
    expect(statesOf([reading('2026-11-20', [1])], [review(9, { rows: ['CN-2026-09'] })])).toEqual({
      'No. 1': 'unseen',
      'No. 9': 'rows_made',
    });
  });
});

describe('a page that vanished', () => {
  it('ends nothing, and the day is said', () => {
    const readings = [reading('2026-11-18', [1, 2]), reading('2026-11-19', [1]), reading('2026-11-20', [1])];
    const found = discoverAnnouncements(readings, [review(2, { rows: ['CN-2026-02'] })]).announcements.find(({ key }) =>
      key.endsWith('No. 2'),
    );
    expect(found).toMatchObject({ state: 'rows_made', rows: ['CN-2026-02'], vanishedOn: '2026-11-19' });
  });

  it('is back when it is listed again, here or elsewhere', () => {
    const vanished = (readings: readonly ListReading[]) =>
      discoverAnnouncements(readings, []).announcements.filter(({ vanishedOn }) => vanishedOn !== null);
    expect(vanished([reading('2026-11-18', [1, 2]), reading('2026-11-19', [1]), reading('2026-11-20', [1, 2])])).toEqual([]);
    const elsewhere = reading('2026-11-19', [2], { list: 'mofcom zwgk' });
    expect(vanished([reading('2026-11-18', [1, 2]), reading('2026-11-19', [1]), elsewhere])).toEqual([]);
  });

  it('is none where the reading found nothing at all', () => {
    const broken = reading('2026-11-19', [], { unread: [{ text: 'x', why: 'The page lists no article.' }] });
    const { announcements, unread } = discoverAnnouncements([reading('2026-11-18', [1]), broken], []);
    expect(announcements[0]?.vanishedOn).toBeNull();
    expect(unread).toEqual([{ list: 'mofcom 2026', readOn: '2026-11-19', text: 'x', why: 'The page lists no article.' }]);
  });
});

it('does not depend on the order of readings or reviews', () => {
  const readings = [reading('2026-11-18', [1, 2, 4]), reading('2026-11-19', [1, 3]), reading('2026-11-20', [2], { list: 'mofcom zwgk' })];
  const reviewed = [review(1), review(2, { rows: ['CN-2026-02'] }), review(7)];
  const expected = discoverAnnouncements(readings, reviewed);
  expect(expected.announcements.map(({ key }) => key.slice(16))).toEqual(['4', '3', '2', '1', '7']);
  fc.assert(
    fc.property(fc.shuffledSubarray(readings, { minLength: 3 }), fc.shuffledSubarray(reviewed, { minLength: 3 }), (shuffled, reviews) => {
      expect(discoverAnnouncements(shuffled, reviews)).toEqual(expected);
    }),
  );
});

describe('a saved list', () => {
  const saved = (name: string, text: string) =>
    readList({ name, address: null, bytes: new TextEncoder().encode(text), receivedOn: '2026-11-27' });

  it.each([
    ['{"results":{"bindings":[]}}', 'eu-official-journal'],
    ['{"count":0}', 'federal-register'],
    ['{"count":1,"results":[]}', 'federal-register'],
    ['{"data":{"html":""}}', 'mofcom'],
    ['<html>', 'mofcom'],
  ])('%s is read as one of %s', (text, publisher) => {
    expect(saved('x', text).publisher).toBe(publisher);
  });

  it('has the day of its name, and one name on all days', () => {
    expect(saved('mofcom-2026_2026-11-20.html', '')).toMatchObject({ list: 'mofcom mofcom-2026_.html', readOn: '2026-11-20' });
    expect(saved('index.html', '').readOn).toBe('2026-11-27');
  });
});
