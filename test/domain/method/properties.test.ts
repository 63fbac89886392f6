import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ElementInputs, type ElementScore, scoreElement } from '#domain/method/element.ts';
import { elementIds, indexFacts } from '#domain/method/facts.ts';
import { effectiveDay, type Measure, measureStatus, type TradeReading } from '#domain/method/measure.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import {
  exposuresOf,
  type Feed,
  type Sources,
  type SupplierInputs,
  type SupplierScore,
  scoreSupplier,
} from '#domain/method/supplier.ts';
import { Register, suppliersOf, supplyingCountries } from '#domain/method/supplier-facts.ts';
import { dayNumber, firstDayOf, firstDayOfPeriod, isoDate, lastDayOf } from '#domain/time/calendar.ts';
import { END_USES } from '#domain/vocabulary/score-document.ts';
import { CONTROL_CLASSES, type ControlClass, STAGES, type Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

const parameters = parametersOf(shippedMethodology);
const index = indexFacts(shippedFacts, shippedMethodology);
const BUYERS = ['JPN', 'USA', 'EUU', 'TWN', 'KOR'];
const DAYS = ['2023-08-15', '2025-04-10', '2025-11-20', '2026-11-29'];
const ROUNDING = 1e-9;
/** `RUNS=2000 FC_SEED=$RANDOM` looks longer. */
const RUNS = Number(process.env.RUNS ?? 40);

const shippedInputs: readonly ElementInputs[] = DAYS.flatMap((day) => {
  const facts = index.on(day);
  return elementIds(shippedFacts).flatMap((element) =>
    BUYERS.map((buyer) => facts.element(element, { buyer }).inputs),
  );
}).filter((inputs) => scoreElement(inputs, parameters) !== null);

const dateFrom = (asOf: string, days: number): string => isoDate(dayNumber(asOf) + days);
const part = fc.double({ min: 0, max: 1, noNaN: true });
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { nil: null });

/** A measure around a day, on the largest origin or another one, known on the day. */
function anyMeasure({ as_of, buyer, stages }: ElementInputs, id: string): fc.Arbitrary<Measure> {
  const origins = [...new Set(Object.values(stages).flatMap(({ world }) => Object.keys(world)))].filter(
    (origin) => origin !== 'OTH',
  );
  return fc
    .record({
      control_class: fc.constantFrom(...CONTROL_CLASSES),
      origins: fc.constantFrom('CHN', ...origins).map((origin) => [origin]),
      targets: fc.constantFrom(['ALL'], [buyer], ['ALL', buyer], ['BRA']),
      covered: fc.tuple(...STAGES.map(() => fc.oneof(fc.constant(1), part))),
      known: fc.integer({ min: -1500, max: 0 }),
      effective: maybe(fc.integer({ min: -1500, max: 500 })),
      ended: maybe(fc.integer({ min: -300, max: 500 })),
      suspended: maybe(fc.tuple(fc.integer({ min: -400, max: 0 }), fc.integer({ min: 1, max: 500 }))),
    })
    .map(({ control_class, origins: of, targets, covered, known, effective, ended, suspended }) => ({
      ...{ id, control_class, origins: of, targets },
      coverage: Object.fromEntries(STAGES.map((stage, at) => [stage, covered[at] as number])),
      known_from: dateFrom(as_of, known),
      effective_from: effective === null ? null : dateFrom(as_of, effective),
      ended: ended === null ? null : dateFrom(as_of, Math.max(ended, effective ?? known)),
      suspended_from: suspended === null ? null : dateFrom(as_of, suspended[0]),
      suspended_to: suspended === null ? null : dateFrom(as_of, suspended[0] + suspended[1]),
      extended_to: [],
    }));
}

/** The second takes over from the first, which ended the day before or states an end ahead. */
function following([first, second, ...others]: readonly Measure[]): readonly Measure[] {
  if (first === undefined || second === undefined) return [];
  const begins = effectiveDay(second);
  const before = isoDate(Math.min(begins, effectiveDay(first)) - 100);
  const ended = first.ended ?? isoDate(begins - 1);
  return [
    {
      ...first,
      origins: second.origins,
      targets: ['ALL'],
      known_from: before,
      effective_from: before,
      ended,
    },
    second,
    ...others,
  ];
}

function anyReading({ as_of, buyer }: ElementInputs, id: string): fc.Arbitrary<TradeReading> {
  return fc
    .record({
      buyer: fc.constantFrom('ALL', buyer),
      stages: fc.constantFrom(...STAGES).map((stage) => [stage]),
      to: fc.integer({ min: -700, max: 0 }),
      months: maybe(fc.integer({ min: 0, max: 500 })),
      below: fc.boolean(),
    })
    .map(({ to, months, ...row }) => ({
      ...row,
      ...{
        id,
        origin: 'CHN',
        seen_from: months === null ? null : dateFrom(as_of, to - months),
        seen_to: dateFrom(as_of, to),
        known_from: as_of,
      },
    }));
}

/** Shipped inputs with what nobody has seen yet. */
const anyInputs: fc.Arbitrary<ElementInputs> = fc.constantFrom(...shippedInputs).chain((inputs) =>
  fc
    .record({
      eol: maybe(part),
      si: maybe(part),
      cover: fc.double({ min: 1, max: 400, noNaN: true }),
      cover_days: maybe(fc.integer({ min: 0, max: 400 })),
      measures: fc.tuple(anyMeasure(inputs, 'M1'), anyMeasure(inputs, 'M2'), anyMeasure(inputs, 'M3')),
      added: fc.integer({ min: 0, max: 3 }),
      followed: fc.boolean(),
      kept: fc.boolean(),
      readings: fc.tuple(anyReading(inputs, 'R1'), anyReading(inputs, 'R2'), anyReading(inputs, 'R3')),
      seen: fc.integer({ min: 0, max: 3 }),
      end_use: fc.constantFrom(...END_USES),
      theta: fc.double({ min: 0, max: 0.6, noNaN: true }),
      tense: fc.double({ min: 0.65, max: 6.25, noNaN: true }),
    })
    .map(({ cover, measures, added, followed, kept, readings, seen, tense, ...changed }) => ({
      ...inputs,
      ...changed,
      cover: { default: cover },
      measures: [
        ...(kept ? inputs.measures : []),
        ...(followed ? following(measures) : measures).slice(0, added),
      ],
      readings: [...(kept ? inputs.readings : []), ...readings.slice(0, seen)],
      pressure: { senkaku: { multiplier: tense }, taiwan: { multiplier: tense } },
    })),
);

const scored = (inputs: ElementInputs, horizon?: number): ElementScore => {
  const score = scoreElement(inputs, parameters, horizon);
  if (score === null) throw new RangeError('no foreign origin');
  return score;
};

/** Nothing of a stage rises: score, state and days, stage by stage, as the worst stage may change. */
function expectNoRise(before: ElementInputs, after: ElementInputs): void {
  for (const stage of Object.keys(before.stages) as Stage[]) {
    const of = (inputs: ElementInputs) =>
      scoreElement({ ...inputs, stages: { [stage]: inputs.stages[stage] } }, parameters);
    const [a, b] = [of(before), of(after)];
    if (a === null || b === null) continue;
    for (const figure of ['score', 'state', 'expected_days'] as const)
      expect(b[figure], `${figure} at ${stage}`).toBeLessThanOrEqual(a[figure] + ROUNDING);
  }
}

const holds = <Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  predicate: (...values: Values) => void,
  numRuns = RUNS,
): void => fc.assert(fc.property(...arbitraries, predicate), { numRuns });

const changed = (inputs: ElementInputs, at: number, change: Partial<Measure>): ElementInputs => ({
  ...inputs,
  measures: inputs.measures.map((measure, position) =>
    position === at % inputs.measures.length ? { ...measure, ...change } : measure,
  ),
});
const SEVERITY = ['export_quota', 'licence', 'ban'] as const;

describe('the score of an element', () => {
  it('is at least that of a shorter horizon', () =>
    holds([anyInputs, fc.integer({ min: 1, max: 365 })], (inputs, days) => {
      expect(scored(inputs, days).score).toBeLessThanOrEqual(scored(inputs).score + ROUNDING);
    }));

  it('never rises with more cover, recycling or substitution', () =>
    holds([anyInputs, part, fc.constantFrom('cover', 'cover_days', 'eol', 'si')], (inputs, more, what) => {
      const { cover, cover_days, eol, si } = inputs;
      const after = {
        cover: { cover: { default: (cover?.default ?? 45) * (1 + more) } },
        cover_days: { cover_days: cover_days == null ? null : cover_days + 100 * more },
        eol: { eol: Math.min(1, (eol ?? 0.05) + more) },
        si: { si: (si ?? 1) * more },
      }[what];
      expectNoRise(inputs, { ...inputs, ...after });
    }));

  it('never rises where a measure is dropped or covers less, and never falls where one is added', () =>
    holds([anyInputs, fc.nat(), fc.option(part)], (inputs, at, less) => {
      if (inputs.measures.length === 0) return;
      const position = at % inputs.measures.length;
      const dropped = inputs.measures[position] as Measure;
      const { coverage } = dropped;
      // One that has ended is history: others had time to grow, which may lower.
      if (measureStatus(dropped, dayNumber(inputs.as_of)) === null) return;
      const after =
        less === null
          ? { ...inputs, measures: inputs.measures.filter((_, place) => place !== position) }
          : changed(inputs, position, {
              coverage: Object.fromEntries(Object.entries(coverage).map(([stage, of]) => [stage, of * less])),
            });
      expectNoRise(inputs, after);
    }));

  it('never falls where a measure is stricter', () =>
    holds([anyInputs, fc.nat(), fc.nat({ max: 1 })], (inputs, at, step) => {
      if (inputs.measures.length === 0) return;
      const [mild, strict] = [SEVERITY[step] as ControlClass, SEVERITY[step + 1] as ControlClass];
      expectNoRise(
        changed(inputs, at, { control_class: strict }),
        changed(inputs, at, { control_class: mild }),
      );
    }));

  it('never falls where a measure that is announced begins earlier', () =>
    holds([anyInputs, fc.nat(), fc.nat({ max: 400 }), fc.nat({ max: 400 })], (inputs, at, days, earlier) => {
      if (inputs.measures.length === 0) return;
      const to = (ahead: number) =>
        changed(inputs, at, {
          effective_from: dateFrom(inputs.as_of, ahead),
          ended: null,
          suspended_from: null,
          suspended_to: null,
        });
      const last = 1 + Math.max(days, earlier);
      expectNoRise(to(1 + Math.min(days, earlier)), to(last));
    }));

  it('has points that add up to its parts, and its parts to it', () =>
    holds([anyInputs], (inputs) => {
      const { score, state, may_begin, security, without_security, points, causes } = scored(inputs);
      const sum = (part: string) =>
        causes.filter((cause) => cause.part === part).reduce((total, { id }) => total + (points[id] ?? 0), 0);
      expect(sum('state')).toBeCloseTo(state, 9);
      expect(sum('may_begin')).toBeCloseTo(may_begin, 9);
      expect(sum('security')).toBeCloseTo(security, 9);
      expect(state + may_begin + security).toBeCloseTo(score, 9);
      expect(state + may_begin).toBeCloseTo(without_security, 9);
      for (const value of [score, state, may_begin, security, ...Object.values(points)])
        expect(value).toBeGreaterThanOrEqual(0);
    }));

  it('has no more expected days of shortage than its chance allows', () =>
    holds([anyInputs], (inputs) => {
      const { score, expected_days } = scored(inputs);
      expect(expected_days).toBeLessThanOrEqual((parameters.horizon * score) / 100 + ROUNDING);
    }));

  it('does not hang on the order of rows, to the byte', () =>
    holds([anyInputs, fc.nat()], (inputs, by) => {
      const turned = <Value>(values: readonly Value[]): readonly Value[] =>
        [...values.slice(by % (values.length + 1)), ...values.slice(0, by % (values.length + 1))].reverse();
      const record = <Value>(of: Readonly<Record<string, Value>>): Record<string, Value> =>
        Object.fromEntries(turned(Object.entries(of)));
      const stages = Object.fromEntries(
        turned(Object.entries(inputs.stages)).map(([stage, of]) => [
          stage,
          { ...of, world: record(of.world), imports: of.imports == null ? null : record(of.imports) },
        ]),
      );
      const other = {
        ...inputs,
        stages,
        measures: turned(inputs.measures),
        readings: turned(inputs.readings),
        pv: record(inputs.pv),
      };
      const bytes = (of: ElementInputs): string => {
        const { supply: _, causes, measures, nodes, ...rest } = scored(of);
        return JSON.stringify({
          ...rest,
          points: Object.entries(rest.points).sort(),
          measures: measures.map((m) => JSON.stringify(m)).sort(),
          nodes: [...nodes],
          causes: causes.map(({ id }) => id),
        });
      };
      expect(bytes(other)).toBe(bytes(inputs));
    }));

  it('takes fewer points from an origin whose share falls', () =>
    holds([anyInputs, fc.nat(), part], (inputs, which, less) => {
      for (const stage of Object.keys(inputs.stages) as Stage[]) {
        const of = inputs.stages[stage];
        if (of === undefined) continue;
        const origins = Object.keys(of.world)
          .filter((origin) => origin !== 'OTH')
          .sort();
        const origin = origins[which % origins.length];
        if (origin === undefined) continue;
        const lower = (shares: Readonly<Record<string, number>> | null | undefined) => {
          if (shares == null || shares[origin] === undefined) return shares ?? null;
          const total = Object.values(shares).reduce((sum, value) => sum + value, 0);
          const gone = (1 - less) * shares[origin];
          return {
            ...shares,
            [origin]: shares[origin] - gone,
            OTH: (shares.OTH ?? 0) + (total === 0 ? 0 : gone),
          };
        };
        const only = (stageInputs: typeof of) =>
          scoreElement({ ...inputs, stages: { [stage]: stageInputs } }, parameters);
        const [before, after] = [
          only(of),
          only({ ...of, world: lower(of.world) ?? {}, imports: lower(of.imports) }),
        ];
        const own = (score: ElementScore | null) =>
          ['measure', 'new_control', 'disruption'].reduce(
            (sum, kind) => sum + (score?.points[`${kind}:${origin}`] ?? 0),
            0,
          );
        expect(own(after), `${origin} at ${stage}`).toBeLessThanOrEqual(own(before) + ROUNDING);
      }
    }));

  it('moves smoothly while there is no news', () =>
    holds(
      [fc.integer({ min: dayNumber('2023-01-01'), max: dayNumber('2026-11-28') })],
      (day) => {
        const [today, tomorrow] = [isoDate(day), isoDate(day + 1)];
        if (tomorrow.endsWith('-01-01')) return; // rows of reliance turn too old with the year
        const [now, next] = [index.on(today), index.on(tomorrow, today)];
        const isStep = (date: string | null | undefined): boolean =>
          date != null &&
          [firstDayOf(date), lastDayOf(date)].some((step) => step === day || step === day + 1);
        for (const element of elementIds(shippedFacts))
          for (const buyer of BUYERS) {
            const [a, b] = [now, next].map((of) => of.element(element, { buyer }).inputs) as [
              ElementInputs,
              ElementInputs,
            ];
            const steps = [...a.measures, ...b.measures].flatMap(
              ({ effective_from, ended, ended_by_row, ...of }) => [
                ...[
                  effective_from,
                  ended,
                  ended_by_row,
                  of.suspended_from,
                  of.suspended_to,
                  of.known_from,
                  ...of.extended_to,
                ],
              ],
            );
            if (steps.some(isStep)) continue;
            const moved = Math.abs(
              (scoreElement(a, parameters)?.score ?? 0) - (scoreElement(b, parameters)?.score ?? 0),
            );
            expect(moved, `${element} ${buyer}`).toBeLessThan(1);
          }
      },
      Math.ceil(RUNS / 10),
    ));
});

const facts = index.on('2026-11-29');
const register = new Register(facts, {
  sites: shippedFacts.supplier_sites,
  links: shippedFacts.supplier_links,
  parties: shippedFacts.external_parties,
});
const suppliers: readonly SupplierInputs[] = [
  ...suppliersOf(shippedFacts.supplier_sites).flatMap(({ id }) =>
    BUYERS.map((buyer) => register.supplier(id, { buyer }).inputs),
  ),
  ...supplyingCountries(facts).flatMap((country) =>
    BUYERS.map((buyer) => register.country(country, { buyer }).inputs),
  ),
].filter(({ unscored }) => unscored === null);

const SOURCES: Readonly<Record<string, readonly [string, Stage]>> = {
  ore: ['CHN', 'mine'],
  lamp: ['MYS', 'separation'],
  alloy: ['VNM', 'metal'],
  hanoi: ['VNM', 'separation'],
  shanghai: ['CHN', 'magnet'],
};
const anyFeed: fc.Arbitrary<Feed> = fc.oneof(
  fc.record({
    country: fc.constantFrom('CHN', 'USA', 'AUS', 'MYS', 'MMR'),
    stage: fc.constantFrom<Stage>('mine', 'separation'),
    share: part,
    elements: fc.constant(null),
  }),
  fc
    .tuple(fc.constantFrom(...Object.entries(SOURCES)), part)
    .map(([[from, [country, stage]], share]) => ({ from, country, stage, share, elements: null })),
);
/** Sources that feed each other as it comes, in loops too. */
const anySources: fc.Arbitrary<Sources> = fc
  .tuple(...Object.keys(SOURCES).map(() => fc.array(anyFeed, { maxLength: 3 })))
  .map((feeds) =>
    Object.fromEntries(
      Object.entries(SOURCES).map(([id, [country, stage]], n) => [
        id,
        { country, stage, feeds: feeds[n] ?? [] },
      ]),
    ),
  );
/** Shipped suppliers of few elements, with other feeds and listings. */
const anySupplier: fc.Arbitrary<SupplierInputs> = fc
  .tuple(
    fc.constantFrom(...suppliers),
    fc.array(anyFeed, { maxLength: 3 }),
    fc.boolean(),
    fc.nat(),
    maybe(fc.integer({ min: 0, max: 200 })),
    anySources,
  )
  .map(([inputs, feeds, listed, at, cover_days, sources]) => ({
    ...inputs,
    listed,
    cover_days,
    sources,
    sites: inputs.sites
      .slice(0, 4)
      .map((site, position) =>
        position === at % 4
          ? { ...site, feeds: [...site.feeds, ...feeds], elements: site.elements.slice(0, 2) }
          : { ...site, elements: site.elements.slice(0, 2) },
      ),
  }));
/** The same supplier with the feeds of all its sites and sources changed. */
const withFeeds = (
  inputs: SupplierInputs,
  change: (feeds: readonly Feed[]) => readonly Feed[],
): SupplierInputs => ({
  ...inputs,
  sites: inputs.sites.map((site) => ({ ...site, feeds: change(site.feeds) })),
  sources: Object.fromEntries(
    Object.entries(inputs.sources ?? {}).map(([id, source]) => [
      id,
      { ...source, feeds: change(source.feeds) },
    ]),
  ),
});
const scoredSupplier = (inputs: SupplierInputs, horizon?: number): SupplierScore => {
  const score = scoreSupplier(inputs, parameters, horizon);
  if (score === null) throw new RangeError('not scored');
  return score;
};

describe('the score of a supplier', () => {
  it('lies between its floor and its ceiling, has points that add up, and grows with the horizon', () =>
    holds([anySupplier], (inputs) => {
      for (const {
        score,
        state,
        may_begin,
        security,
        floor,
        ceiling,
        points,
        expected_days,
      } of scoredSupplier(inputs).elements) {
        expect(floor).toBeLessThanOrEqual(score + ROUNDING);
        expect(score).toBeLessThanOrEqual(ceiling + ROUNDING);
        expect(Object.values(points).reduce((sum, value) => sum + value, 0)).toBeCloseTo(score, 9);
        expect(state + may_begin + security).toBeCloseTo(score, 9);
        expect(Math.min(state, may_begin, security)).toBeGreaterThanOrEqual(0);
        expect(expected_days).toBeLessThanOrEqual((parameters.horizon * score) / 100 + ROUNDING);
      }
      expect(scoredSupplier(inputs, 90).score).toBeLessThanOrEqual(scoredSupplier(inputs).score + ROUNDING);
    }));

  it('does not change by a feed of nothing, by feeds listed in two rows of half the share, nor by the order of sites and feeds', () =>
    holds([anySupplier, anyFeed], (inputs, feed) => {
      const before = scoredSupplier(inputs);
      const halves = (feeds: readonly Feed[]) =>
        feeds.flatMap((one) => [
          { ...one, share: one.share / 2 },
          { ...one, share: one.share / 2 },
        ]);
      for (const after of [
        scoredSupplier(withFeeds(inputs, (feeds) => [...feeds, { ...feed, share: 0 }])),
        scoredSupplier(withFeeds(inputs, halves)),
      ]) {
        expect(after.score).toBeCloseTo(before.score, 9);
        for (const [id, points] of Object.entries(before.points))
          expect(after.points[id]).toBeCloseTo(points, 9);
      }
      const turned = withFeeds(inputs, (feeds) => feeds.toReversed());
      expect(scoredSupplier({ ...turned, sites: turned.sites.toReversed() }).score).toBe(before.score);
    }));

  it('takes no more of a country than all, however its sources feed each other, and what they live on is split and not made', () =>
    holds([anySupplier], (inputs) => {
      for (const element of Object.keys(inputs.elements)) {
        const { named, unnamed } = exposuresOf(inputs, element);
        const shares = Map.groupBy([...named, ...unnamed], ({ country }) => country);
        for (const [country, of] of shares)
          expect(
            of.reduce((sum, { share }) => sum + share, 0),
            country,
          ).toBeLessThanOrEqual(1 + ROUNDING);
      }
    }));

  it('never rises with more stock', () =>
    holds([anySupplier, fc.integer({ min: 0, max: 200 })], (inputs, more) => {
      const of = (days: number) => scoredSupplier({ ...inputs, cover_days: days });
      const days = inputs.cover_days ?? 30;
      for (const figure of ['score', 'state', 'expected_days'] as const)
        expect(of(days + more)[figure]).toBeLessThanOrEqual(of(days)[figure] + ROUNDING);
    }));
});

it('a plant is no longer new without a step', () => {
  const { supplier_sites: sites, supplier_links: links, external_parties: parties } = shippedFacts;
  const starts = sites.flatMap(({ start_date }) =>
    start_date === null ? [] : [firstDayOfPeriod(start_date)],
  );
  const days = new Set(
    starts
      .map((start) => start + parameters.supplier.new_days)
      .filter((day) => day <= dayNumber('2026-11-29')),
  );
  /** Points of failing plants by supplier and element, as if nothing else could happen. */
  const failures = (day: number): ReadonlyMap<string, number> => {
    const of = new Register(index.on(isoDate(day)), { sites, links, parties });
    return new Map(
      suppliersOf(sites).flatMap(({ id }) => {
        const { inputs } = of.supplier(id, { buyer: 'USA' });
        const nothing = { measures: [], readings: [], largest_share: {}, feed_mix: null };
        const elements = Object.fromEntries(
          Object.keys(inputs.elements).map((element) => [element, nothing]),
        );
        return (scoreSupplier({ ...inputs, elements }, parameters)?.elements ?? []).map(
          ({ element, points }) =>
            // A plant that starts on the day is one more, and another question.
            [
              `${id} ${element} ${inputs.sites.length}`,
              (points.ramp_up ?? 0) + (points.closure ?? 0),
            ] as const,
        );
      }),
    );
  };
  for (const day of days) {
    const before = failures(day - 1);
    for (const [key, points] of failures(day))
      expect(Math.abs(points - (before.get(key) ?? points)), `${key} ${isoDate(day)}`).toBeLessThan(0.1);
  }
});

it('no row of the facts has to stand where it does: scores are the same to the byte', () => {
  const reversed = Object.fromEntries(
    Object.entries(shippedFacts).map(([table, rows]) => [table, [...rows].reverse()]),
  ) as unknown as typeof shippedFacts;
  const other = indexFacts(reversed, shippedMethodology).on('2026-11-29');
  const otherRegister = new Register(other, {
    sites: reversed.supplier_sites,
    links: reversed.supplier_links,
    parties: reversed.external_parties,
  });
  for (const element of elementIds(shippedFacts))
    for (const buyer of BUYERS) {
      const of = (on: typeof facts) => scoreElement(on.element(element, { buyer }).inputs, parameters);
      expect([...(of(other)?.nodes ?? [])], `${element} ${buyer}`).toEqual([...(of(facts)?.nodes ?? [])]);
    }
  for (const { supplier, buyer } of suppliers.filter(({ by_stage }) => !by_stage)) {
    const of = (from: Register) => scoreSupplier(from.supplier(supplier, { buyer }).inputs, parameters);
    expect(of(otherRegister)?.score, `${supplier} ${buyer}`).toBe(of(register)?.score);
  }
});
