import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Observation, withObservations } from '#domain/signals/observations.ts';
import {
  decideDocument,
  type IngestDocumentPorts,
  ingestDocuments,
} from '#functions/sources/ingest-documents.ts';
import type { DocumentReader } from '#functions/sources/publishers/document-reader.ts';
import { dailySource } from '#functions/sources/source-registry.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { collectorStores } from '#test/builders/collectors.ts';
import { type SmallReport, smallFile, smallReport, smallSource } from '#test/builders/small-source.ts';

const NOW = '2026-11-27T01:00:00.000Z';
const TODAY = '2026-11-27';

function world(shipped: IngestDocumentPorts['shipped'] = {}) {
  const ports: IngestDocumentPorts = { ...collectorStores(), shipped, now: NOW };
  const take = (reports: readonly SmallReport[], receivedOn = TODAY) =>
    ingestDocuments(smallSource, [smallFile(reports, receivedOn)], ports);
  return { ports, take };
}
type World = ReturnType<typeof world>;

/** Reads reports as parts of a day. */
const partReader: DocumentReader = {
  version: 1,
  read: async (raw) =>
    (await smallSource.reader.read(raw)).map((document) => ({
      ...document,
      observations: document.observations.map((observation) => ({ ...observation, addsUp: true as const })),
    })),
};

async function readBy({ ports }: World, knownAt: string) {
  const empty = { ...bundledReferenceData, taiwan_strait: [] };
  const { taiwan_strait: rows } = withObservations(empty, await ports.log.all(), knownAt);
  return Object.fromEntries(
    rows.map(({ report_date: day, aircraft, known_from: from }) => [day, `${aircraft} since ${from}`]).sort(),
  );
}

/** What can be told apart from outside. */
async function stateOf(one: World) {
  const documents = (await one.ports.collected.all('taiwan-mnd')).map(
    ({ id, status, doubts, received_on }) => ({
      id,
      status,
      doubts,
      received_on,
    }),
  );
  const days = Array.from({ length: 11 }, (_, n) => `2026-11-${n + 10}`);
  const read = await Promise.all(days.map(async (day) => [day, await readBy(one, day)] as const));
  // Withdrawn ones are left out: that something once counted and no longer does is known today only.
  return { documents, today: await readBy(one, TODAY), read: Object.fromEntries(read) };
}

describe('documents', () => {
  it('are accepted, and a run reads them from the day they were public', async () => {
    const one = world();
    const report = await one.take([smallReport('2026-11-20', 14), smallReport('2026-11-21', 9)]);
    expect(report).toMatchObject({ read: 2, known: 0, added: 2 });
    expect(await readBy(one, '2026-11-20')).toEqual({ '2026-11-20': '14 since 2026-11-20' });
    expect(await readBy(one, TODAY)).toEqual({
      '2026-11-20': '14 since 2026-11-20',
      '2026-11-21': '9 since 2026-11-21',
    });
  });

  it('stand in the log under the collector, with what they do not state as unknown', async () => {
    const one = world();
    await one.take([smallReport('2026-11-20', null, { ships: 6 })]);
    const [entry] = await one.ports.log.all();
    expect(entry?.observation).toMatchObject({
      source: "Taiwan's Ministry of National Defense: Daily report on activity around the Taiwan Strait",
      definition: 'all_detected',
      values: { aircraft: null, crossed_median: null, navy_ships: 6, official_ships: null },
    });
  });

  it('that equal what ships add nothing to the log', async () => {
    const shipped = {
      taiwan_strait: new Map([['2026-11-20', { aircraft: 14, crossed_median: null, navy_ships: null }]]),
    };
    const one = world(shipped);
    expect(await one.take([smallReport('2026-11-20', 14)])).toMatchObject({
      added: 0,
      accepted: [{ status: 'accepted' }],
    });
    expect(await one.take([smallReport('2026-11-20', 15, { published: '2026-11-21' })])).toMatchObject({
      added: 1,
    });
  });

  it('that correct an earlier one leave both, each from its day', async () => {
    const one = world();
    await one.take([smallReport('2026-11-20', 29)]);
    await one.take([smallReport('2026-11-20', 30, { published: '2026-11-22' })]);
    expect(await readBy(one, '2026-11-21')).toEqual({ '2026-11-20': '29 since 2026-11-20' });
    expect(await readBy(one, '2026-11-22')).toEqual({ '2026-11-20': '30 since 2026-11-22' });
  });

  it('that turn out to have come in earlier count from then on, and no longer from the later day', async () => {
    const one = world();
    const undated = smallReport('2026-11-12', 7, { name: '2026-11-12 b', published: null });
    await one.take([smallReport('2026-11-12', 7)]);
    await one.take([smallReport('2026-11-12', 9, { published: '2026-11-13' })]);
    await one.take([undated], '2026-11-14');
    expect(await readBy(one, TODAY)).toEqual({ '2026-11-12': '7 since 2026-11-14' });
    await one.take([undated], '2026-11-12');
    expect(await readBy(one, TODAY)).toEqual({ '2026-11-12': '9 since 2026-11-13' });
  });
});

const file = fc
  .record({
    day: fc.integer({ min: 10, max: 14 }),
    late: fc.integer({ min: 0, max: 3 }),
    aircraft: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(5000), fc.constant(null)),
    name: fc.constantFrom('a', 'b'),
    isDated: fc.boolean(),
    unread: fc.constantFrom(undefined, undefined, undefined, '共艦3艘'),
  })
  .map(({ day, late, aircraft, name, isDated, unread }) => {
    const date = `2026-11-${day}`;
    const published = `2026-11-${day + late}`;
    const report: SmallReport = {
      name: `${date} ${name}`,
      date,
      published: isDated ? published : null,
      aircraft,
      ...(unread === undefined ? {} : { unread }),
    };
    return { report, receivedOn: published };
  });
const calm = {
  taiwan_strait: new Map(
    Array.from({ length: 60 }, (_, n) => [`2026-08-${String(n).padStart(2, '0')}`, { aircraft: n % 4 }]),
  ),
};

describe('the order of documents', () => {
  it('does not matter: any shuffle in any batches ends in one state', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 8 }).chain((files) =>
          fc.record({
            files: fc.constant(files),
            shuffled: fc.shuffledSubarray([...files, ...files], {
              minLength: 2 * files.length,
              maxLength: 2 * files.length,
            }),
            batch: fc.integer({ min: 1, max: 4 }),
          }),
        ),
        async ({ files, shuffled, batch }) => {
          const [straight, mixed] = [world(calm), world(calm)];
          const raws = (some: typeof files) =>
            some.map(({ report, receivedOn }) => smallFile([report], receivedOn));
          await ingestDocuments(smallSource, raws(files), straight.ports);
          for (let n = 0; n < shuffled.length; n += batch) {
            await ingestDocuments(smallSource, raws(shuffled.slice(n, n + batch)), mixed.ports);
          }
          const [one, other] = [await stateOf(straight), await stateOf(mixed)];
          expect(other.documents).toEqual(one.documents);
          expect(other.today).toEqual(one.today);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('does not matter for any day of the past either, where nothing was withdrawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        async (files, keys) => {
          const [straight, mixed] = [world(calm), world(calm)];
          const shuffled = files
            .map((one) => ({ one, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key);
          for (const { report, receivedOn } of files) await straight.take([report], receivedOn);
          for (const { one } of shuffled) await mixed.take([one.report], one.receivedOn);
          expect(await stateOf(mixed)).toEqual(await stateOf(straight));
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe('two files at once', () => {
  const yielding = <T extends object>(port: T, turns: number): T =>
    new Proxy(port, {
      get(target, key) {
        const member = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return async (...given: readonly unknown[]) => {
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          const answer = await Reflect.apply(member, target, given);
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          return answer;
        };
      },
    });

  it('withdraw nothing that the other has read, however their steps fall', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        async (first, second) => {
          const { ports } = world();
          const take = (turns: number, report: SmallReport) => {
            const own = {
              ...ports,
              collected: yielding(ports.collected, turns),
              log: yielding(ports.log, turns),
            };
            return ingestDocuments(smallSource, [smallFile([report], TODAY)], own);
          };
          await Promise.all([
            take(first, smallReport('2026-11-20', 14)),
            take(second, smallReport('2026-11-21', 9)),
          ]);
          expect((await ports.log.all()).filter(({ observation }) => observation.withdrawn === true)).toEqual(
            [],
          );
          expect(await readBy({ ports } as World, TODAY)).toEqual({
            '2026-11-20': '14 since 2026-11-20',
            '2026-11-21': '9 since 2026-11-21',
          });
        },
      ),
    );
  });

  it('add up the parts of a day, whoever is faster', async () => {
    const parts = dailySource('taiwan-mnd', partReader, 'taiwan_strait', { aircraft: 'aircraft' }, null);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        async (first, second) => {
          const { ports } = world();
          const take = (turns: number, report: SmallReport) => {
            const own = {
              ...ports,
              collected: yielding(ports.collected, turns),
              log: yielding(ports.log, turns),
            };
            return ingestDocuments(parts, [smallFile([report], TODAY)], own);
          };
          const [morning, evening] = [
            smallReport('2026-11-20', 14),
            smallReport('2026-11-20', 9, { name: '2026-11-20 evening' }),
          ];
          await Promise.all([take(first, morning), take(second, evening)]);
          expect(await readBy({ ports } as World, TODAY)).toEqual({ '2026-11-20': '23 since 2026-11-20' });
        },
      ),
    );
  });
});

describe('quarantine', () => {
  const doubtful = smallReport('2026-11-20', 14, { unread: '另有共艦3艘' });

  it('keeps what no rule claimed and what could be a count, until a person decides', async () => {
    const one = world();
    const { quarantined } = await one.take([doubtful]);
    expect(quarantined).toMatchObject([
      { status: 'quarantined', doubts: [{ rung: 'structure', code: 'unread_part' }] },
    ]);
    expect(await readBy(one, TODAY)).toEqual({});
    const { added } = await decideDocument(smallSource, quarantined[0]?.id ?? '', 'released', one.ports);
    expect(added).toBe(1);
    expect(await readBy(one, TODAY)).toEqual({ '2026-11-20': '14 since 2026-11-20' });
    expect(await one.take([doubtful])).toMatchObject({ known: 1, quarantined: [] });
  });

  it('lets a part without a number pass, and tells of it', async () => {
    const one = world();
    const report = await one.take([smallReport('2026-11-20', 14, { unread: '國軍嚴密監控' })]);
    expect(report).toMatchObject({ accepted: [{ status: 'accepted' }], unread: ['國軍嚴密監控: no rule'] });
  });

  it('says of a decision that cannot be made why', async () => {
    const one = world();
    const { accepted } = await one.take([smallReport('2026-11-20', 14)]);
    await expect(decideDocument(smallSource, 'ffff', 'released', one.ports)).rejects.toThrow(
      'There is no document ffff of taiwan-mnd',
    );
    await expect(decideDocument(smallSource, accepted[0]?.id ?? '', 'rejected', one.ports)).rejects.toThrow(
      'is accepted, not in quarantine',
    );
    await one.take([doubtful, { ...doubtful, name: 'other' }]);
    await expect(decideDocument(smallSource, '', 'rejected', one.ports)).rejects.toThrow(
      'is the beginning of 3 ids',
    );
  });

  it('stays with a rejection', async () => {
    const one = world();
    const { quarantined } = await one.take([doubtful]);
    await decideDocument(smallSource, quarantined[0]?.id ?? '', 'rejected', one.ports);
    expect(await one.take([doubtful])).toMatchObject({ known: 1, accepted: [] });
    expect(await readBy(one, TODAY)).toEqual({});
  });
});

it('an entry of somebody else is left alone', async () => {
  const one = world();
  const sent: Observation = {
    signal: 'taiwan_strait',
    date: '2026-11-19',
    known_from: '2026-11-19',
    source: 'MND',
    source_url: null,
    definition: 'all_detected',
    values: { aircraft: 3 },
  };
  await one.ports.log.append({ observation: sent, version: 1 });
  await one.take([smallReport('2026-11-20', 14)]);
  expect(await readBy(one, TODAY)).toMatchObject({ '2026-11-19': '3 since 2026-11-19' });
});
