import { describe, expect, it } from 'vitest';
import { collectorEventSchema, type SourceClock } from '#contracts/collection/collected-document.ts';
import { MOST_HANDED_IN_BYTES, runCollector, sourcesInTrouble } from '#functions/sources/run-collector.ts';
import { collectorStores } from '#test/builders/collectors.ts';
import { smallReport, smallSource } from '#test/builders/small-source.ts';
import { fakeCollectorPause } from '#test/fakes/fake-collector-pause.ts';

const KEY = 'handed-in/taiwan-mnd/2026/reports.json';

const refused: SourceClock = {
  source: 'taiwan-mnd',
  last_run_at: '2026-11-26T17:30:00.000Z',
  last_outcome: 'refused',
  last_reason: 'The publisher keeps programs out.',
  last_reached_at: null,
  last_content_on: '2026-11-01',
  last_new_at: null,
  quarantined: 0,
  coverage: null,
  drift: [],
};

function bucket(files: Readonly<Record<string, unknown>>) {
  const ports = {
    ...collectorStores(),
    pause: fakeCollectorPause('2026-11-27T01:00:00.000Z'),
    fetcher: {
      fetch: () => Promise.reject(new Error('the publisher was asked')),
      close: async () => undefined,
    },
    handedInFile: async (key: string) =>
      key in files ? new TextEncoder().encode(JSON.stringify(files[key])) : null,
  };
  const created = (key: string, size = 100) =>
    collectorEventSchema.parse({
      'detail-type': 'Object Created',
      source: 'aws.s3',
      detail: { bucket: { name: 'b' }, object: { key, size } },
    });
  const put = (key: string, size?: number) => runCollector(created(key, size), ports, [smallSource]);
  return { ports, put };
}

describe('a file that is handed in', () => {
  it('is taken in, asks for a run, moves the clock of the content, and leaves the source refused', async () => {
    const { ports, put } = bucket({ [KEY]: [smallReport('2026-11-25', 12), smallReport('2026-11-26', 9)] });
    await ports.clocks.put(refused);
    const report = await put(KEY);
    const stored = ['observation:taiwan_strait:2026-11-25:1', 'observation:taiwan_strait:2026-11-26:1'];
    expect(report).toMatchObject({ read: 2, accepted: 2, quarantined: [], stored });
    expect(
      (await ports.requests.since('', 10)).map(({ reason, evidence }) => ({ reason, evidence })),
    ).toEqual([{ reason: '2 observations came in from the collector of taiwan-mnd.', evidence: stored }]);
    expect(await ports.clocks.all()).toEqual([
      { ...refused, last_content_on: '2026-11-26', last_new_at: '2026-11-27T01:00:00.000Z' },
    ]);
    expect(report.inTrouble).toContainEqual({
      source: 'taiwan-mnd',
      condition: 'refused',
      reason: expect.stringContaining(`${refused.last_reason} Hand the file in`),
    });
  });

  it('says why a document of it waits', async () => {
    const { put } = bucket({ [KEY]: [smallReport('2026-11-26', 9, { unread: 'and 3 kites' })] });
    const quarantined = [expect.stringMatching(/^2026-11-26 \([0-9a-f]{16}\): .*3 kites/)];
    expect(await put(KEY)).toMatchObject({ accepted: 0, stored: [], quarantined });
  });

  it.each([
    [
      'of another source',
      'handed-in/gdp/a.xls',
      100,
      'handed-in/gdp/a.xls is of no source: files for a source lie under handed-in/SOURCE/.',
    ],
    ['that is too large', KEY, MOST_HANDED_IN_BYTES + 1, 'at most 64000000 are read'],
    ['that is gone', 'handed-in/taiwan-mnd/gone.json', 100, 'handed-in/taiwan-mnd/gone.json is gone'],
  ])('%s is refused with what to do', async (_, key, size, message) => {
    const { put } = bucket({ [KEY]: [] });
    await expect(put(key, size)).rejects.toThrow(message);
  });

  it('is none where a console only made a folder', async () => {
    const { put } = bucket({});
    expect(await put('handed-in/taiwan-mnd/', 0)).toMatchObject({ read: 0 });
    expect(await put('handed-in/taiwan-mnd/2026/', 0)).toMatchObject({ read: 0 });
  });
});

describe('messages to a collector', () => {
  it('are a request of a schedule or of a person, or a new object; anything else says what is taken', () => {
    const asked = { source: 'senkaku-jcg', since: '2026-01-01' };
    expect(collectorEventSchema.parse(asked)).toEqual(asked);
    expect(collectorEventSchema.parse({ source: 'announcements' })).toEqual({
      source: 'announcements',
      since: null,
    });
    expect(() => collectorEventSchema.parse({ ...asked, since: 'yesterday' })).toThrow();
    expect(() => collectorEventSchema.parse({ since: null })).toThrow('NAME one of taiwan-mnd, ');
  });
});

describe('sources in trouble', () => {
  const clocks = (...all: SourceClock[]) => ({ all: async () => all });

  it('are those that are not current; one that is asked monthly is not missed before its first month is over', async () => {
    const current: SourceClock = {
      ...refused,
      last_outcome: 'ok',
      last_reason: null,
      last_reached_at: refused.last_run_at,
      last_content_on: '2026-11-26',
    };
    const names = async (...all: SourceClock[]) =>
      (await sourcesInTrouble(clocks(...all), '2026-11-27')).map(
        ({ source, condition }) => `${source} ${condition}`,
      );
    const never = ['senkaku-jcg never_collected', 'joint-staff never_collected'];
    expect(await names()).toEqual(['taiwan-mnd never_collected', ...never]);
    expect(await names(current)).toEqual(never);
    expect(await names(refused)).toEqual(['taiwan-mnd refused', ...never]);
    expect(await names({ ...current, drift: ['a new clause'] })).toEqual(['taiwan-mnd drifted', ...never]);
    expect(await names({ ...current, drift: ['a new clause'], quarantined: 1 })).toEqual([
      'taiwan-mnd waiting',
      ...never,
    ]);
    expect(await names({ ...current, last_run_at: '2026-11-23T17:30:00.000Z' })).toEqual([
      'taiwan-mnd dead',
      ...never,
    ]);
  });
});
