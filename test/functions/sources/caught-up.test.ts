import { expect, onTestFinished, test } from 'vitest';
import { type CoverageClock, sourceCondition } from '#contracts/collection/collected-document.ts';
import { signalDocuments } from '#domain/explanations/signal-documents.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { withObservations } from '#domain/signals/observations.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { collectSource } from '#functions/sources/collect-source.ts';
import { publisherFetcher } from '#functions/sources/fetching/publisher-fetcher.ts';
import { shippedCounts } from '#functions/sources/shipped-counts.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { collectorStores } from '#test/builders/collectors.ts';
import { aircraftOn, madePublishers } from '#test/builders/made-publishers.ts';
import { fakeCollectorPause } from '#test/fakes/fake-collector-pause.ts';

/**
 * Ninety days after the newest count that ships, 2026-10-08: 117 reports, 47 releases and 90 days of tables
 * are out that nobody has read.
 */
const LATE = '2027-01-06';
const SOURCES = ['taiwan-mnd', 'senkaku-jcg', 'joint-staff'] as const;
type Name = (typeof SOURCES)[number];
const plus = (day: string, days: number): string => isoDate(dayNumber(day) + days);

async function clone(most?: number) {
  const { behaviour, publisher, source } = await madePublishers(LATE);
  const shared = { ...collectorStores(), shipped: shippedCounts() };
  onTestFinished(publisher.close);
  async function night(
    day: string,
    names: readonly Name[] = SOURCES,
  ): Promise<Readonly<Record<string, readonly string[]>>> {
    behaviour.today = day;
    const pause = fakeCollectorPause(`${day}T01:00:00.000Z`);
    const fetcher = publisherFetcher({
      raw: shared.raw,
      pause,
      agent: 'Chokepoint/test',
      localServers: [{ host: '127.0.0.1', port: publisher.port }],
    });
    const asked: Record<string, readonly string[]> = {};
    for (const name of names) {
      publisher.asked.length = 0;
      await collectSource(source(name, most), null, { ...shared, pause, fetcher });
      asked[name] = publisher.asked.filter((path) => path !== '/robots.txt');
    }
    await fetcher.close();
    return asked;
  }
  const clockOf = async (name: Name) =>
    (await shared.clocks.all()).find((clock) => clock.source === name) ?? null;
  const coverage = async (name: Name) => (await clockOf(name))?.coverage as CoverageClock;
  const condition = async (name: Name, day: string) =>
    sourceCondition(source(name).contract, await clockOf(name), day);
  async function signals(day: string, knownAt = day) {
    const data = withObservations(bundledReferenceData, await shared.log.all(), knownAt);
    const facts = indexFacts(data, METHODOLOGY.document).on(day);
    const told = signalDocuments(facts).map(({ theatre, status, age_days, series }) => [
      theatre,
      status,
      age_days,
      series.carriers !== null,
    ]);
    return {
      told,
      carriersOn: (on: string) => facts.observations.series.carriers.get(dayNumber(on)) ?? null,
    };
  }
  return { behaviour, night, coverage, condition, signals, ...shared };
}

test('a clone that is started ninety days late has all signals current after one night, and the second night asks for what is new only', async () => {
  const { behaviour, night, coverage, condition, signals, log } = await clone();
  behaviour.carrier.add('2026-11-20').add('2026-11-21');
  behaviour.unreported.add('2026-12-24');
  expect((await signals(LATE)).told).toEqual([
    ['senkaku', 'stale', 90, true],
    ['taiwan', 'stale', 117, true],
  ]);

  const first = await night(LATE);
  // 12 pages of ten reports reach the last one that ships, of 2026-09-11; 116 reports are later.
  expect(first['taiwan-mnd']?.filter((path) => path.includes('list'))).toHaveLength(12);
  expect(first['taiwan-mnd']?.filter((path) => path.includes('/plaact/'))).toHaveLength(116);
  expect(first['senkaku-jcg']).toEqual([
    '/mission/senkaku/senkaku.html',
    ...['R9_1', 'R8_12', 'R8_11', 'R8_10'].map((month) => `/mission/senkaku/data_${month}.pdf`),
  ]);
  // The releases of 2026-08-23 to the day itself: all on one page.
  expect(first['joint-staff']).toHaveLength(1 + 47);
  expect(await coverage('taiwan-mnd')).toEqual({ since: '2026-09-12', due: 116, read: 116, missing: [] });
  expect(await coverage('senkaku-jcg')).toEqual({ since: '2026-10-09', due: 83, read: 83, missing: [] });
  expect(await coverage('joint-staff')).toEqual({ since: '2026-08-23', due: 133, read: 133, missing: [] });
  for (const name of SOURCES)
    expect(await condition(name, LATE)).toEqual({ condition: 'current', reason: null });
  const after = await signals(LATE);
  expect(after.told).toEqual([
    ['senkaku', 'current', 2, true],
    ['taiwan', 'current', 0, true],
  ]);
  // Read and silent is none; seen is one; what may still come out is unknown.
  expect(
    ['2026-11-19', '2026-11-20', '2026-11-21', '2027-01-02', '2027-01-03'].map(after.carriersOn),
  ).toEqual([0, 1, 1, 0, null]);
  const reports = (await log.all()).filter(({ observation }) => observation.signal === 'taiwan_strait');
  expect(reports).toHaveLength(116);
  expect(
    reports.find(({ observation }) => observation.date === '2026-12-23')?.observation.values,
  ).toMatchObject({
    aircraft: aircraftOn('2026-12-23'),
  });
  // Covered, and without a report: unknown.
  expect(reports.some(({ observation }) => observation.date === '2026-12-24')).toBe(false);
  // On the day before nobody had read the releases: what they told was public, that they told nothing else
  // was not known.
  expect(
    ['2026-11-19', '2026-11-20', '2026-11-22'].map((await signals(LATE, plus(LATE, -1))).carriersOn),
  ).toEqual([null, 1, null]);

  const second = await night(plus(LATE, 1));
  const report = (day: string) => `/news/plaact/${80_000 + dayNumber(day)}`;
  expect(second).toEqual({
    'taiwan-mnd': ['/news/plaactlist', report('2027-01-07'), report('2027-01-06')],
    'senkaku-jcg': [
      '/mission/senkaku/senkaku.html',
      '/mission/senkaku/data_R9_1.pdf',
      '/mission/senkaku/data_R8_12.pdf',
    ],
    'joint-staff': ['/js/press/index.html'],
  });
});

test('what a night does not reach is remembered and read in later nights, newest first; a service that stood still for forty days does the same', async () => {
  const { night, coverage, condition, signals } = await clone(50);
  await night(LATE, ['taiwan-mnd']);
  expect(await coverage('taiwan-mnd')).toEqual({
    // Others of the oldest day of the list may stand on its next page.
    since: '2026-09-12',
    due: 116,
    read: 48,
    missing: [{ from: '2026-09-12', to: '2026-11-18' }],
  });
  // Missing days that no score looks at any more do not trouble the source; the count of them is told.
  expect(await condition('taiwan-mnd', LATE)).toMatchObject({ condition: 'current' });
  const slow = await clone(20);
  await slow.night(LATE, ['taiwan-mnd']);
  expect(await slow.condition('taiwan-mnd', LATE)).toEqual({
    condition: 'behind',
    reason: '18 of 116 days caught up; the newest missing are 2026-09-12 to 2026-12-18.',
  });
  await night(plus(LATE, 1), ['taiwan-mnd']);
  await night(plus(LATE, 2), ['taiwan-mnd']);
  expect(await coverage('taiwan-mnd')).toEqual({ since: '2026-09-12', due: 118, read: 118, missing: [] });

  const back = plus(LATE, 42);
  const asked = await night(back, ['taiwan-mnd']);
  expect(asked['taiwan-mnd']?.filter((path) => path.includes('/plaact/'))).toHaveLength(40);
  expect(await coverage('taiwan-mnd')).toMatchObject({ due: 158, read: 158, missing: [] });
  expect((await signals(back)).told).toContainEqual(['taiwan', 'current', 0, true]);
});

test('a publisher that is away for a week leaves days that are unknown and not calm, and they are read when it is back', async () => {
  const { behaviour, night, coverage, condition, signals } = await clone();
  const start = '2026-09-20';
  await night(start, ['joint-staff']);
  expect(await coverage('joint-staff')).toEqual({ since: '2026-08-23', due: 25, read: 25, missing: [] });
  behaviour.away.add('jso');
  for (let day = 1; day <= 7; day += 1) await night(plus(start, day), ['joint-staff']);
  const away = plus(start, 7);
  expect(await condition('joint-staff', away)).toMatchObject({
    condition: 'dead',
    reason: expect.stringContaining('for 7 days'),
  });
  expect(await coverage('joint-staff')).toMatchObject({
    due: 32,
    read: 25,
    missing: [{ from: '2026-09-17', to: '2026-09-23' }],
  });
  expect(['2026-09-16', '2026-09-17', '2026-09-23'].map((await signals(away)).carriersOn)).toEqual([
    0,
    null,
    null,
  ]);

  behaviour.away.delete('jso');
  // A carrier was out meanwhile, and one release cannot be had: its days stay unknown, but for what others
  // tell of them.
  behaviour.carrier.add('2026-09-21');
  behaviour.gone.add('/js/pdf/2026/p20260925_01.pdf');
  const back = plus(start, 8);
  expect((await night(back, ['joint-staff']))['joint-staff']).toEqual([
    '/js/press/index.html',
    ...['28', '25', '22'].map((day) => `/js/pdf/2026/p202609${day}_01.pdf`),
  ]);
  expect(await coverage('joint-staff')).toMatchObject({
    due: 33,
    read: 30,
    missing: [{ from: '2026-09-22', to: '2026-09-24' }],
  });
  expect(await condition('joint-staff', back)).toMatchObject({ condition: 'failing' });
  const { carriersOn } = await signals(back);
  expect(['2026-09-20', '2026-09-21', '2026-09-22', '2026-09-23'].map(carriersOn)).toEqual([0, 1, 1, null]);

  behaviour.gone.clear();
  expect((await night(plus(back, 1), ['joint-staff']))['joint-staff']).toEqual([
    '/js/press/index.html',
    '/js/pdf/2026/p20260925_01.pdf',
  ]);
  expect(await coverage('joint-staff')).toMatchObject({ due: 34, read: 34, missing: [] });
});

test('where the rules of the ministry forbid programs its Air Force is read, the same day from both is one, and where both forbid, it is said what to do', async () => {
  const { behaviour, night, coverage, condition, signals, log } = await clone();
  const day = '2026-09-20';
  const forbidsTheMinistry = 'User-agent: *\nDisallow: /news/\n';
  behaviour.rules = forbidsTheMinistry;
  const asked = (await night(day, ['taiwan-mnd']))['taiwan-mnd'] ?? [];
  expect(asked[0]).toBe('/TW/News/News_List.aspx?CID=213');
  expect(asked.filter((path) => path.includes('News_Detail'))).toHaveLength(9);
  expect(await coverage('taiwan-mnd')).toMatchObject({ due: 8, read: 8, missing: [] });
  expect(await condition('taiwan-mnd', day)).toEqual({ condition: 'current', reason: null });
  const counted = async () =>
    (await log.all()).filter(({ observation: { signal } }) => signal === 'taiwan_strait').length;
  expect(await counted()).toBe(9);
  // Two days later the ministry may be read: its two newest reports are read again there, and say the same.
  behaviour.rules = '';
  await night(plus(day, 2), ['taiwan-mnd']);
  expect(await counted()).toBe(11);
  expect((await signals(plus(day, 2))).told).toContainEqual(['taiwan', 'current', 0, true]);

  behaviour.rules = 'User-agent: *\nDisallow: /\n';
  const later = plus(day, 40);
  await night(later, ['taiwan-mnd']);
  expect(await condition('taiwan-mnd', later)).toEqual({
    condition: 'robots',
    reason: expect.stringMatching(/robots.txt does not allow programs.*Hand the file in: npm run ingest/),
  });
  expect((await signals(later)).told).toContainEqual(['taiwan', 'stale', 38, true]);
});

test('a full list of releases that answers 403 does not stop those of the home page', async () => {
  const { behaviour, night, coverage, condition } = await clone();
  const day = '2026-09-20';
  behaviour.refused.add('/js/press/index.html');
  expect((await night(day, ['joint-staff']))['joint-staff']).toEqual([
    '/js/press/index.html',
    '/js/',
    ...['0919', '0916', '0913', '0910', '0907', '0904', '0901', '0829', '0826'].map(
      (written) => `/js/pdf/2026/p2026${written}_01.pdf`,
    ),
  ]);
  expect(await condition('joint-staff', day)).toMatchObject({ condition: 'behind' });
  expect(await coverage('joint-staff')).toMatchObject({ due: 25, read: 21 });
});
