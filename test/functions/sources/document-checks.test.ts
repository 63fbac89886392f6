import { describe, expect, it } from 'vitest';
import { sourceContract } from '#contracts/collection/source-contracts.ts';
import { doubtsAbout } from '#functions/sources/document-checks.ts';
import { isPublicAddress } from '#functions/sources/fetching/guarded-agent.ts';
import { retryDelayMs } from '#functions/sources/fetching/publisher-fetcher.ts';
import type { ReadDocument, ReadObservation } from '#functions/sources/publishers/document-reader.ts';

const month = sourceContract('senkaku-jcg');
const day = (date: string, vessels = 4): ReadObservation => ({
  series: 'senkaku',
  date,
  published: null,
  values: { contiguous_zone_vessels: vessels, territorial_sea_vessels: 0 },
});
const table = (change: Partial<ReadDocument> = {}): ReadDocument => ({
  document: '2026-10',
  period_end: '2026-10-03',
  observations: [day('2026-10-01'), day('2026-10-02'), day('2026-10-03')],
  printed_totals: [{ what: 'vessels', printed: 12, read: 12 }],
  unread: [],
  ...change,
});
const codes = (document: ReadDocument): readonly string[] =>
  doubtsAbout(document, { contract: month, receivedOn: '2026-10-05', statements: [] }).map(
    ({ rung, code }) => `${rung}/${code}`,
  );

describe('the checks of a document', () => {
  it('pass a table that adds up', () => {
    expect(codes(table())).toEqual([]);
  });

  it('hold every rung', () => {
    expect(codes(table({ observations: [] }))).toEqual(['structure/row_count']);
    expect(codes(table({ observations: [], is_list: true }))).toEqual([]);
    expect(codes(table({ period_end: null }))).toEqual(['structure/period_unread']);
    expect(codes(table({ unread: [{ text: '２【3】※', why: 'no rule' }] }))).toEqual([
      'structure/unread_part',
    ]);
    expect(codes(table({ unread: [{ text: 'a new remark', why: 'no rule' }] }))).toEqual([]);
    expect(codes(table({ observations: [day('2026-10-01'), day('2026-10-01')] }))).toEqual([
      'structure/same_day_twice',
    ]);
    expect(codes(table({ observations: [{ ...day('2026-10-01'), series: 'other' }] }))).toEqual([
      'structure/unknown_series',
    ]);
    expect(codes(table({ observations: [day('2026-10-01', Number.NaN)] }))).toEqual(['structure/no_number']);
    expect(codes(table({ printed_totals: [{ what: 'vessels', printed: 13, read: 12 }] }))).toEqual([
      'arithmetic/total_differs',
    ]);
    expect(
      codes(table({ printed_totals: [{ what: 'vessels', printed: 13, read: 12, tolerance: 1 }] })),
    ).toEqual([]);
    expect(codes(table({ observations: [day('2026-10-32')] }))).toEqual(['time/no_day']);
    expect(codes(table({ observations: [day('2026-10-06')], period_end: '2026-10-06' }))).toEqual([
      'time/in_the_future',
    ]);
    expect(codes(table({ observations: [day('2012-09-13')] }))).toEqual(['time/before_first_day']);
    expect(codes(table({ observations: [day('2026-10-04')] }))).toEqual(['time/after_its_period']);
    expect(codes(table({ observations: [day('2026-10-01'), day('2026-10-03')] }))).toEqual(['time/gap']);
    expect(codes(table({ observations: [{ ...day('2026-10-03'), published: '2026-10-02' }] }))).toEqual([
      'time/published_before',
    ]);
    expect(
      codes(
        table({
          period_end: '2026-10-03',
          observations: [{ ...day('2026-10-03'), published: '2026-11-20' }],
        }),
      ),
    ).toEqual(['time/old_period']);
  });

  it('are all made, and all told', () => {
    const broken = table({
      observations: [day('2026-10-01'), day('2026-10-03')],
      printed_totals: [{ what: 'vessels', printed: 13, read: 12 }],
      unread: [{ text: '3 隻', why: 'no rule' }],
    });
    expect(codes(broken)).toEqual(['structure/unread_part', 'arithmetic/total_differs', 'time/gap']);
  });
});

describe('waits', () => {
  const now = Date.parse('2026-11-27T01:00:00Z');
  it('are those the publisher asks for, in seconds or as a date, unless they are too long', () => {
    expect(retryDelayMs(1, '7', now, 0.5)).toBe(7000);
    expect(retryDelayMs(1, 'Fri, 27 Nov 2026 01:00:30 GMT', now, 0.5)).toBe(30_000);
    expect(retryDelayMs(1, 'Thu, 26 Nov 2026 01:00:30 GMT', now, 0.5)).toBe(0);
    expect(retryDelayMs(1, '3600', now, 0.5)).toBeNull();
  });
  it('are else anything below a bound that doubles', () => {
    expect([1, 2, 3].map((failures) => retryDelayMs(failures, null, now, 0.999_999))).toEqual([
      1999, 3999, 7999,
    ]);
    expect([retryDelayMs(1, 'soon', now, 0), retryDelayMs(99, null, now, 0.5)]).toEqual([0, 30_000]);
  });
});

describe('addresses', () => {
  // IANA special-purpose registries; the others are addresses of DNS services that everybody can reach.
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '172.32.0.1',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    [
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
    ],
    [
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:8.8.8.8',
      '64:ff9b::a00:1',
      'fe80::1',
      'fe80::1%eth0',
    ],
    ['fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '2002:a00:1::', '2001:0:4136::1', 'localhost', ''],
  ])('%s and others are not', (...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});
