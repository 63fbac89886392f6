import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineElementInputs, scoreLineElement } from '#domain/companies/line-score.ts';
import type { LineSource } from '#domain/companies/lines.ts';
import { type ElementInputs, networkOf, scoreElement } from '#domain/method/element.ts';
import { elementIds, indexFacts } from '#domain/method/facts.ts';
import { effectiveDay, type Measure, type TradeReading } from '#domain/method/measure.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import type { StatedStop } from '#domain/method/stated-stop.ts';
import {
  deliveriesOf,
  judgedDeliveries,
  type SupplierInputs,
  scoreSupplier,
} from '#domain/method/supplier.ts';
import { Register, suppliersOf, supplyingCountries } from '#domain/method/supplier-facts.ts';
import type { FeedLink, Sources } from '#domain/method/ways.ts';
import { dayNumber, firstDayOf, firstDayOfPeriod, isoDate, lastDayOf } from '#domain/time/calendar.ts';
import { END_USES } from '#domain/vocabulary/score-document.ts';
import { CONTROL_CLASSES, STAGES, type Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

const parameters = parametersOf(shippedMethodology);
const index = indexFacts(shippedFacts, shippedMethodology);
const BUYERS = ['JPN', 'USA', 'EUU', 'TWN', 'KOR'];
const DAYS = ['2011-09-01', '2023-08-15', '2025-04-10', '2025-11-20', '2026-11-29'];
const ROUNDING = 1e-9;
/** `RUNS=2000 FC_SEED=$RANDOM` looks longer. */
const RUNS = Number(process.env.RUNS ?? 8);

const shippedInputs: readonly ElementInputs[] = DAYS.flatMap((day) => {
  const facts = index.on(day);
  return elementIds(shippedFacts).flatMap((element) =>
    BUYERS.map((buyer) => facts.element(element, { buyer }).inputs),
  );
}).filter((inputs) => networkOf(inputs, parameters).stages.length > 0);

const facts = index.on('2026-11-29');
const register = new Register(facts, {
  sites: shippedFacts.supplier_sites,
  links: shippedFacts.supplier_links,
  parties: shippedFacts.external_parties,
});
const shippedSuppliers: readonly SupplierInputs[] = [
  ...suppliersOf(shippedFacts.supplier_sites).flatMap(({ id }) =>
    BUYERS.map((buyer) => register.supplier(id, { buyer }).inputs),
  ),
  ...supplyingCountries(facts).flatMap((country) =>
    BUYERS.map((buyer) => register.country(country, { buyer }).inputs),
  ),
].filter(({ unscored }) => unscored === null);

const dateFrom = (asOf: string, days: number): string => isoDate(dayNumber(asOf) + days);
const part = fc.double({ min: 0, max: 1, noNaN: true });
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { nil: null });
const originsOf = (stages: ElementInputs['stages']): readonly string[] =>
  [...new Set(Object.values(stages).flatMap(({ world }) => Object.keys(world)))].filter(
    (origin) => origin !== 'OTH',
  );

/** Whose score, when, and what the world makes. */
type Place = Pick<ElementInputs, 'as_of' | 'buyer' | 'stages'>;

/** A measure around a day, on the largest origin or another one, whoever it hits, known on the day. */
const anyMeasure = ({ as_of, buyer, stages }: Place, id: string): fc.Arbitrary<Measure> =>
  fc
    .record({
      control_class: fc.constantFrom(...CONTROL_CLASSES),
      origins: fc.constantFrom('CHN', ...originsOf(stages)).map((origin) => [origin]),
      targets: fc.constantFrom(
        ['ALL'],
        [buyer],
        ['ALL', buyer],
        ['BRA'],
        ['JPN'],
        originsOf(stages).slice(0, 2),
      ),
      covered: fc.tuple(...STAGES.map(() => fc.oneof(fc.constant(1), part))),
      known: fc.integer({ min: -1500, max: 0 }),
      effective: maybe(fc.integer({ min: -1500, max: 500 })),
      ended: maybe(fc.integer({ min: -300, max: 500 })),
      isStated: fc.boolean(),
      suspended: maybe(fc.tuple(fc.integer({ min: -400, max: 0 }), fc.integer({ min: 1, max: 500 }))),
    })
    .map(({ covered, known, effective, ended, isStated, suspended, ...of }) => {
      const last = ended === null ? null : dateFrom(as_of, Math.max(ended, effective ?? known));
      return {
        id,
        ...of,
        coverage: Object.fromEntries(STAGES.map((stage, at) => [stage, covered[at] as number])),
        known_from: dateFrom(as_of, known),
        effective_from: effective === null ? null : dateFrom(as_of, effective),
        ended: isStated ? null : last,
        stated_end: isStated ? last : null,
        suspended_from: suspended === null ? null : dateFrom(as_of, suspended[0]),
        suspended_to: suspended === null ? null : dateFrom(as_of, suspended[0] + suspended[1]),
        extended_to: [],
      };
    });

/** The second takes over from the first, which ended the day before or later. */
function following([first, second, ...others]: readonly Measure[]): readonly Measure[] {
  if (first === undefined || second === undefined) return [];
  const begins = effectiveDay(second);
  const before = isoDate(Math.min(begins, effectiveDay(first)) - 100);
  const ended = first.ended ?? isoDate(begins - 1);
  const { origins } = second;
  return [
    { ...first, origins, targets: ['ALL'], known_from: before, effective_from: before, ended },
    second,
    ...others,
  ];
}

const anyReading = ({ as_of, buyer }: Place, id: string): fc.Arbitrary<TradeReading> =>
  fc
    .record({
      buyer: fc.constantFrom('ALL', buyer, 'JPN'),
      stages: fc.constantFrom(...STAGES).map((stage) => [stage]),
      to: fc.integer({ min: -700, max: 0 }),
      months: maybe(fc.integer({ min: 0, max: 500 })),
      below: fc.boolean(),
    })
    .map(({ to, months, ...row }) => ({
      ...row,
      id,
      origin: 'CHN',
      known_from: as_of,
      seen_to: dateFrom(as_of, to),
      seen_from: months === null ? null : dateFrom(as_of, to - months),
    }));

const anyStop = ({ buyer, stages }: Place, id: string): fc.Arbitrary<StatedStop> =>
  fc.record({
    id: fc.constant(id),
    begins: fc.integer({ min: 0, max: 300 }),
    lasts: maybe(fc.integer({ min: 1, max: 400 })),
    targets: fc.constantFrom(null, [buyer], ['JPN']),
    flows: fc
      .tuple(fc.subarray([...STAGES], { minLength: 1 }), fc.constantFrom('CHN', ...originsOf(stages)), part)
      .map(([at, origin, lost]) => Object.fromEntries(at.map((stage) => [stage, { [origin]: lost }]))),
  });

/** What is in the register of measures and in a scenario. */
interface Events {
  readonly measures: readonly Measure[];
  readonly readings: readonly TradeReading[];
  readonly stops?: readonly StatedStop[];
}
const anyEvents = (place: Place, { measures, readings }: Events): fc.Arbitrary<Required<Events>> =>
  fc
    .record({
      measures: fc.tuple(anyMeasure(place, 'M1'), anyMeasure(place, 'M2'), anyMeasure(place, 'M3')),
      added: fc.integer({ min: 0, max: 3 }),
      followed: fc.boolean(),
      kept: fc.boolean(),
      readings: fc.tuple(anyReading(place, 'R1'), anyReading(place, 'R2'), anyReading(place, 'R3')),
      seen: fc.integer({ min: 0, max: 3 }),
      stops: fc.oneof(fc.constant([]), fc.tuple(anyStop(place, 'S1'), anyStop(place, 'S2'))),
    })
    .map((of) => ({
      measures: [
        ...(of.kept ? measures : []),
        ...(of.followed ? following(of.measures) : of.measures).slice(0, of.added),
      ],
      readings: [...(of.kept ? readings : []), ...of.readings.slice(0, of.seen)],
      stops: of.stops,
    }));

const anyStock = maybe(fc.integer({ min: 0, max: 400 }));
/** Shipped inputs with what nobody has seen yet. */
const anyInputs: fc.Arbitrary<ElementInputs> = fc.constantFrom(...shippedInputs).chain((inputs) =>
  fc
    .record({
      eol: maybe(part),
      si: maybe(part),
      cover: fc.double({ min: 1, max: 400, noNaN: true }).map((days) => ({ default: days })),
      cover_days: anyStock,
      more_days: fc.constantFrom(0, 30),
      end_use: fc.constantFrom(...END_USES),
      theta: fc.double({ min: 0, max: 0.6, noNaN: true }),
      tense: fc.double({ min: 0.65, max: 6.25, noNaN: true }),
      events: anyEvents(inputs, inputs),
    })
    .map(({ tense, events, ...of }) => ({
      ...inputs,
      ...of,
      ...events,
      pressure: { senkaku: { multiplier: tense }, taiwan: { multiplier: tense } },
    })),
);

const supplier = (id: string, share: number): LineSource => ({ supplier_id: id, country: null, share });
const country = (code: string, share: number): LineSource => ({ supplier_id: null, country: code, share });
const anyLine: fc.Arbitrary<LineElementInputs> = anyInputs.chain((nation) => {
  const suppliers = Object.fromEntries(
    shippedSuppliers
      .filter(
        ({ buyer, by_stage, sites }) =>
          buyer === nation.buyer &&
          !by_stage &&
          sites.some(({ elements }) => elements.includes(nation.element)),
      )
      .map((of) => [of.supplier, of]),
  );
  const named = fc.constantFrom(...Object.keys(suppliers), 'CHN', 'AUS', 'OTH', nation.buyer);
  return fc
    .record({
      stage: maybe(fc.constantFrom(...STAGES)),
      cover_days: anyStock,
      more_days: fc.constantFrom(0, 30),
      sources: fc.uniqueArray(fc.tuple(named, part), { maxLength: 3, selector: ([id]) => id }),
      told: fc.constantFrom(0.5, 1),
    })
    .map(({ sources, told, ...of }) => {
      const sum = sources.reduce((total, [, share]) => total + share, 0) || 1;
      return {
        ...of,
        suppliers,
        pv: {},
        nation: { ...nation, cover_days: null, more_days: 0 },
        sources: sources.map(([id, share]) =>
          (id in suppliers ? supplier : country)(id, (told * share) / sum),
        ),
      };
    });
});

const SOURCES: Readonly<Record<string, readonly [string, Stage]>> = {
  ore: ['CHN', 'mine'],
  lamp: ['MYS', 'separation'],
  alloy: ['VNM', 'metal'],
  hanoi: ['VNM', 'separation'],
  shanghai: ['CHN', 'magnet'],
};
const anyFeed: fc.Arbitrary<FeedLink> = fc.oneof(
  fc.record({
    country: fc.constantFrom('CHN', 'USA', 'AUS', 'MYS', 'MMR'),
    stage: fc.constantFrom<Stage>('mine', 'separation'),
    share: part,
    elements: fc.constant(null),
  }),
  fc
    .tuple(fc.constantFrom(...Object.entries(SOURCES)), part)
    .map(([[from, [of, stage]], share]) => ({ from, country: of, stage, share, elements: null })),
);
/** Sources that feed each other as it comes, in loops too. */
const anySources: fc.Arbitrary<Sources> = fc
  .tuple(...Object.keys(SOURCES).map(() => fc.array(anyFeed, { maxLength: 3 })))
  .map((feeds) =>
    Object.fromEntries(
      Object.entries(SOURCES).map(([id, [of, stage]], n) => [
        id,
        { country: of, stage, feeds: feeds[n] ?? [] },
      ]),
    ),
  );
/** Shipped suppliers of few elements, with other feeds, listings and events. */
const anySupplier: fc.Arbitrary<SupplierInputs> = fc.constantFrom(...shippedSuppliers).chain((inputs) => {
  const sites = inputs.sites.slice(0, 4).map((site) => ({ ...site, elements: site.elements.slice(0, 1) }));
  const made = [...new Set(sites.flatMap(({ elements }) => elements))];
  const [first] = made.flatMap((element) => inputs.elements[element] ?? []);
  const { as_of, buyer } = inputs;
  const place = { as_of, buyer, stages: first?.stages ?? {} };
  return fc
    .record({
      feeds: fc.array(anyFeed, { maxLength: 3 }),
      listed: fc.boolean(),
      cover_days: anyStock,
      sources: anySources,
      events: anyEvents(place, first ?? { measures: [], readings: [] }),
    })
    .map(({ feeds, events, ...of }) => ({
      ...inputs,
      ...of,
      sites: sites.map((site) => ({ ...site, feeds: [...site.feeds, ...feeds] })),
      elements: Object.fromEntries(
        made.flatMap((element) =>
          inputs.elements[element] === undefined
            ? []
            : [[element, { ...inputs.elements[element], ...events }]],
        ),
      ),
    }));
});
/** The same supplier with the feeds of all its sites and sources changed. */
const withFeeds = (
  inputs: SupplierInputs,
  change: (feeds: readonly FeedLink[]) => readonly FeedLink[],
): SupplierInputs => ({
  ...inputs,
  sites: inputs.sites.map((site) => ({ ...site, feeds: change(site.feeds) })),
  sources: Object.fromEntries(
    Object.entries(inputs.sources ?? {}).map(([id, of]) => [id, { ...of, feeds: change(of.feeds) }]),
  ),
});

type Figures = Readonly<Record<string, number>>;
const named = (
  of: string,
  { score, scarce, state, expected_days, p_90, now, scarce_now }: Partial<Figures>,
) =>
  Object.entries({ score, scarce, state, expected_days, p_90, now, scarce_now }).flatMap(([name, value]) =>
    value === undefined ? [] : [[`${name} ${of}`, value] as const],
  );
const ofElement = (inputs: ElementInputs, method = parameters): Figures =>
  Object.fromEntries(
    networkOf(inputs, method).stages.flatMap((stage) =>
      named(stage, scoreElement({ ...inputs, stage }, method) as unknown as Figures),
    ),
  );
const ofLine = (inputs: LineElementInputs, method = parameters): Figures => {
  const score = scoreLineElement(inputs, method);
  return Object.fromEntries([
    ...(score?.within ?? []).flatMap((of) => named(`${of.horizon}`, of as unknown as Figures)),
    ...named('line', { now: score?.now, scarce_now: score?.scarce_now } as Partial<Figures>),
  ]);
};
const ofSupplier = (inputs: SupplierInputs, method = parameters): Figures =>
  Object.fromEntries(
    (scoreSupplier(inputs, method)?.elements ?? []).flatMap((of) =>
      named(`${of.element} ${of.stage}`, of as unknown as Figures),
    ),
  );

/** No figure rises, and none is lost. */
function expectNoRise(before: Figures, after: Figures): void {
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const risen = Object.entries(after).filter(([name, value]) => value > (before[name] as number) + ROUNDING);
  expect(risen.map(([name, value]) => [name, before[name], value])).toEqual([]);
}

const holds = <Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  predicate: (...values: Values) => void,
  numRuns = RUNS,
): void => fc.assert(fc.property(...arbitraries, predicate), { numRuns });

/** What makes events milder, of the one at a place; null where it does not apply. */
type Milder = (events: Required<Events>, at: number, by: number, as_of: string) => Required<Events> | null;
const ofMeasure =
  (change: (measure: Measure, by: number, as_of: string) => readonly Measure[] | null): Milder =>
  ({ measures, ...of }, at, by, as_of) => {
    if (measures.length === 0) return null;
    const place = at % measures.length;
    const changed = change(measures[place] as Measure, by, as_of);
    return changed === null ? null : { ...of, measures: measures.toSpliced(place, 1, ...changed) };
  };
const ofStop =
  (change: (stop: StatedStop, by: number) => readonly StatedStop[]): Milder =>
  ({ stops, ...of }, at, by) => {
    if (stops.length === 0) return null;
    const place = at % stops.length;
    return { ...of, stops: stops.toSpliced(place, 1, ...change(stops[place] as StatedStop, by)) };
  };
const MILDER: Readonly<Record<string, Milder>> = {
  'a measure less, whatever its class, origin, target and start': ofMeasure(() => []),
  'a measure that ended today': ofMeasure((measure, _, as_of) => [{ ...measure, ended_by_row: as_of }]),
  'less coverage': ofMeasure((measure, by) => [
    {
      ...measure,
      coverage: Object.fromEntries(Object.entries(measure.coverage).map(([stage, of]) => [stage, of * by])),
    },
  ]),
  'a milder class': ofMeasure((measure) =>
    measure.control_class === 'ban'
      ? [{ ...measure, control_class: 'licence' }]
      : measure.control_class === 'licence'
        ? [{ ...measure, control_class: 'export_quota' }]
        : null,
  ),
  'a measure ahead that begins later': ofMeasure((measure, by, as_of) => {
    const ahead = effectiveDay(measure) - dayNumber(as_of);
    return ahead <= 0 || measure.suspended_from !== null
      ? null
      : [{ ...measure, effective_from: dateFrom(as_of, ahead + Math.round(200 * by)) }];
  }),
  'a stop less': ofStop(() => []),
  'a shorter stop': ofStop((stop, by) => [{ ...stop, lasts: Math.round(by * (stop.lasts ?? 400)) }]),
  'a shallower stop': ofStop((stop, by) => [
    {
      ...stop,
      flows: Object.fromEntries(
        Object.entries(stop.flows).map(([stage, of = {}]) => [
          stage,
          Object.fromEntries(Object.entries(of).map(([origin, lost]) => [origin, lost * by])),
        ]),
      ),
    },
  ]),
  'a later stop': ofStop((stop, by) => [{ ...stop, begins: stop.begins + Math.round(200 * by) }]),
};

describe.each(Object.entries(MILDER))('never rises by %s:', (_, milder) => {
  const changes = [fc.nat(), part] as const;
  it('the chances and days of an element at any stage', () =>
    holds([anyInputs, ...changes], (inputs, at, by) => {
      const events = milder({ ...inputs, stops: inputs.stops ?? [] }, at, by, inputs.as_of);
      if (events !== null) expectNoRise(ofElement(inputs), ofElement({ ...inputs, ...events }));
    }));

  it('those of a line', () =>
    holds([anyLine, ...changes], (line, at, by) => {
      const { nation } = line;
      const events = milder({ ...nation, stops: nation.stops ?? [] }, at, by, nation.as_of);
      if (events !== null) expectNoRise(ofLine(line), ofLine({ ...line, nation: { ...nation, ...events } }));
    }));

  it('those of a supplier', () =>
    holds([anySupplier, ...changes], (inputs, at, by) => {
      const milderOf = Object.entries(inputs.elements).map(
        ([id, of]) =>
          [id, { ...of, ...milder({ ...of, stops: of.stops ?? [] }, at, by, inputs.as_of) }] as const,
      );
      expectNoRise(ofSupplier(inputs), ofSupplier({ ...inputs, elements: Object.fromEntries(milderOf) }));
    }));
});

describe('more stock and supply never raise', () => {
  it.each(['cover', 'cover_days', 'more_days', 'eol', 'si', 'spare'])('an element: %s', (what) =>
    holds([anyInputs, part], (inputs, more) => {
      const { cover, cover_days, more_days = 0, eol, si } = inputs;
      const after: Partial<ElementInputs> =
        {
          cover: { cover: { default: (cover?.default ?? 45) * (1 + more) } },
          cover_days: { cover_days: cover_days == null ? null : cover_days + 100 * more },
          more_days: { more_days: more_days + 100 * more },
          eol: { eol: Math.min(1, (eol ?? 0.05) + more) },
          si: { si: (si ?? 1) * more },
        }[what] ?? {};
      const spare = what === 'spare' ? parameters.spare + more : parameters.spare;
      expectNoRise(ofElement(inputs), ofElement({ ...inputs, ...after }, { ...parameters, spare }));
    }),
  );

  it.each(['cover_days', 'more_days'] as const)('a line: %s', (what) =>
    holds([anyLine, part], (line, more) => {
      const days = line[what];
      if (days !== null) expectNoRise(ofLine(line), ofLine({ ...line, [what]: (days ?? 0) + 100 * more }));
    }),
  );

  it('a supplier', () =>
    holds([anySupplier, part], (inputs, more) => {
      const of = (cover_days: number) => ofSupplier({ ...inputs, cover_days });
      const days = inputs.cover_days ?? parameters.supplier.cover;
      expectNoRise(of(days), of(days + 100 * more));
    }));

  it('days bought are days stored', () =>
    holds([anyLine, anyStock], (line, bought) => {
      const [stored, more_days] = [line.cover_days ?? 20, bought ?? 30];
      const figures = ofLine({ ...line, cover_days: stored, more_days });
      const others = ofLine({ ...line, cover_days: stored + more_days, more_days: 0 });
      for (const [name, value] of Object.entries(figures))
        expect(value, name).toBeCloseTo(others[name] ?? -1, 9);
    }));
});

/** now <= p_90 <= score <= scarce, days <= horizon x score, and parts and points add up. */
const expectSums = ({
  points,
  ...of
}: Readonly<Record<string, number>> & { readonly points: object }): void => {
  const { score = -1, state = -1, may_begin = -1, security = -1, now = 0, p_90 = score } = of;
  const { scarce = score, scarce_now = now, expected_days = -1, horizon = parameters.horizon } = of;
  const ascending = [
    [now, p_90, score, scarce],
    [now, scarce_now, scarce],
    [expected_days, (horizon * score) / 100],
  ];
  for (const figures of ascending)
    for (const [at, figure] of figures.entries())
      expect(figure).toBeGreaterThanOrEqual((figures[at - 1] ?? 0) - ROUNDING);
  expect(state + may_begin + security).toBeCloseTo(score, 9);
  expect(of.without_security).toBeCloseTo(state + may_begin, 9);
  const sums: Record<string, number> = { state: 0, may_begin: 0, security: 0 };
  for (const [id, value] of Object.entries(points) as [string, number][]) {
    const kind = id.replace(/:.*/, '');
    const [place] = [/^(measure|listing|stop)$/, /^security$/].map((known) => known.test(kind));
    const within = place ? 'state' : kind === 'security' ? 'security' : 'may_begin';
    sums[within] = (sums[within] ?? 0) + value;
    expect(value, id).toBeGreaterThanOrEqual(0);
  }
  expect([sums.state, sums.may_begin, sums.security]).toEqual(
    [state, may_begin, security].map((value) => expect.closeTo(value, 9)),
  );
};
type Summed = Parameters<typeof expectSums>[0];

describe('figures agree with each other', () => {
  it('of an element', () =>
    holds([anyInputs], (inputs) => {
      for (const stage of networkOf(inputs, parameters).stages)
        expectSums(scoreElement({ ...inputs, stage }, parameters) as unknown as Summed);
      expectSums(scoreElement(inputs, parameters) as unknown as Summed);
    }));

  it('of a line', () =>
    holds([anyLine], (line) => {
      const score = scoreLineElement(line, parameters);
      for (const of of score?.within ?? [])
        expectSums({ ...of, now: score?.now, scarce_now: score?.scarce_now } as unknown as Summed);
      for (const name of ['score', 'scarce'] as const) {
        const longer = score?.within.map((of) => of[name]) ?? [];
        expect(longer).toEqual(longer.toSorted((one, other) => one - other));
      }
      const endless = scoreLineElement({ ...line, cover_days: 1e5 }, parameters)?.within ?? [];
      expect(endless.filter((of) => of.score > 0)).toEqual([]);
    }));

  it('of a supplier, which takes no more of a country than all', () =>
    holds([anySupplier], (inputs) => {
      for (const [element, facts] of Object.entries(inputs.elements)) {
        const of = scoreSupplier({ ...inputs, elements: { [element]: facts } }, parameters);
        if (of === null) continue;
        expectSums(of as unknown as Summed);
        const shares = Map.groupBy(
          of.exposures,
          ({ country: place, stage, role }) => `${place} ${stage} ${role}`,
        );
        for (const [place, all] of shares)
          expect(
            all.reduce((sum, { share }) => sum + share, 0),
            place,
          ).toBeLessThanOrEqual(1 + ROUNDING);
      }
    }));

  it('of a line without sources and stock, which has those of the nation', () =>
    holds([anyInputs], (nation) => {
      const open = { ...nation, cover_days: null, more_days: 0 };
      const line = { nation: open, cover_days: null, sources: [], suppliers: {}, pv: {} };
      for (const stage of networkOf(open, parameters).stages) {
        const [, , year] = scoreLineElement({ ...line, stage }, parameters)?.within ?? [];
        const { score, scarce, expected_days, points, nodes } =
          scoreElement({ ...open, stage }, parameters) ?? expect.fail();
        expect(year).toMatchObject({ score, scarce, expected_days, points, nodes });
      }
    }));
});

describe('what is known of a source', () => {
  const year = (line: LineElementInputs) => {
    const [, , last] = scoreLineElement(line, parameters)?.within ?? [];
    return { score: last?.score ?? 0, scarce: last?.scarce ?? 0 };
  };
  const sites = shippedSuppliers.filter(({ by_stage }) => !by_stage).flatMap((of) => of.sites);

  it('that it stands in a country takes no risk of this country away: a plant of which no more is known', () =>
    holds(
      [anyLine, fc.constantFrom(...sites), fc.boolean(), part],
      (line, { feeds: _, ...known }, listed, share) => {
        const site = { ...known, feeds: [], elements: [line.nation.element] };
        const own = { ...(shippedSuppliers[0] as SupplierInputs), sites: [site], listed, pv: {} };
        const of = (source: LineSource) =>
          year({ ...line, stage: site.stage, suppliers: { own }, sources: [source], pv: {} });
        expectNoRise(of(supplier('own', share)), of(country(site.country, share)));
      },
    ));

  it('in two rows of half the share, or of nothing, is the same', () =>
    holds([anySupplier, anyFeed], (inputs, feed) => {
      const halves = (feeds: readonly FeedLink[]) =>
        feeds.flatMap((one) => [
          { ...one, share: one.share / 2 },
          { ...one, share: one.share / 2 },
        ]);
      const before = ofSupplier(inputs);
      for (const after of [
        ofSupplier(withFeeds(inputs, (feeds) => [...feeds, { ...feed, share: 0 }])),
        ofSupplier(withFeeds(inputs, halves)),
      ])
        for (const [name, value] of Object.entries(before)) expect(after[name], name).toBeCloseTo(value, 9);
    }));
});

describe('the order of rows', () => {
  const turned = <Value>(values: readonly Value[]): readonly Value[] => values.toReversed();
  const record = <Value>(of: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(turned(Object.entries(of)));
  const other = (inputs: ElementInputs): ElementInputs => ({
    ...inputs,
    stages: Object.fromEntries(
      turned(Object.entries(inputs.stages)).map(([stage, of]) => [
        stage,
        { ...of, world: record(of.world), imports: of.imports == null ? null : record(of.imports) },
      ]),
    ),
    measures: turned(inputs.measures),
    readings: turned(inputs.readings),
    stops: turned(inputs.stops ?? []),
    pv: record(inputs.pv),
  });
  /** Text of everything, with records in order; typed arrays with their last bit. */
  const bytes = (value: unknown): string =>
    JSON.stringify(value, (_, of: unknown) =>
      ArrayBuffer.isView(of)
        ? [...(of as Float64Array)]
        : of instanceof Map
          ? [...of].sort()
          : typeof of === 'object' && of !== null && !Array.isArray(of)
            ? Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)))
            : of,
    );

  it('changes no byte of an element', () =>
    holds([anyInputs], (inputs) => {
      const of = (given: ElementInputs) => {
        const { supply: _, measures, ...score } = scoreElement(given, parameters) ?? expect.fail();
        return bytes({ ...score, measures: measures.map(bytes).sort() });
      };
      expect(of(other(inputs))).toBe(of(inputs));
    }));

  it('none of a line', () =>
    holds([anyLine], (line) => {
      const of = (given: LineElementInputs) => bytes(scoreLineElement(given, parameters));
      const suppliers = Object.fromEntries(
        Object.entries(line.suppliers).map(([id, inputs]) => {
          const back = withFeeds(inputs, turned);
          return [id, { ...back, sites: turned(back.sites) }];
        }),
      );
      const { nation, sources } = line;
      const before = of(line);
      expect(of({ ...line, suppliers, nation: other(nation), sources: turned(sources) })).toBe(before);
      const nothing = [country('CHN', 0), ...Object.keys(suppliers).map((id) => supplier(id, 0))];
      expect(of({ ...line, sources: [...sources, ...nothing] })).toBe(before);
    }));

  it('and none of a supplier', () =>
    holds([anySupplier], (inputs) => {
      const back = withFeeds(inputs, turned);
      expect(bytes(ofSupplier({ ...back, sites: turned(back.sites) }))).toBe(bytes(ofSupplier(inputs)));
    }));
});

it('moves smoothly while there is no news', () =>
  holds(
    [fc.integer({ min: dayNumber('2023-01-01'), max: dayNumber('2026-11-28') }), fc.constantFrom(...BUYERS)],
    (day, buyer) => {
      const [today, tomorrow] = [isoDate(day), isoDate(day + 1)];
      if (tomorrow.endsWith('-01-01')) return; // rows of reliance turn too old with the year
      const [now, next] = [index.on(today), index.on(tomorrow, today)];
      const isStep = (date: string | null | undefined): boolean =>
        date != null && [firstDayOf(date), lastDayOf(date)].some((step) => step === day || step === day + 1);
      for (const element of elementIds(shippedFacts)) {
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

it('a plant is no longer new without a step', () => {
  const { supplier_sites: sites, supplier_links: links, external_parties: parties } = shippedFacts;
  const old = sites.flatMap(({ supplier, start_date }) => {
    const day = start_date === null ? null : firstDayOfPeriod(start_date) + parameters.supplier.new_days;
    return day === null || day > dayNumber('2026-11-29') ? [] : [{ day, supplier }];
  });
  /** Points of failing plants by supplier and element, as if nothing else could happen. */
  const failures = (suppliers: readonly string[], day: number): ReadonlyMap<string, number> => {
    const of = new Register(index.on(isoDate(day)), { sites, links, parties });
    return new Map(
      suppliers.flatMap((id) => {
        const { inputs } = of.supplier(id, { buyer: 'USA' });
        const nothing = { measures: [], readings: [], stages: {}, eol: null, demand_share: 0.01 };
        const elements = Object.fromEntries(
          Object.keys(inputs.elements).map((element) => [element, nothing]),
        );
        const alone = { ...inputs, elements };
        return deliveriesOf(alone).map((deliveries) => {
          const { points } = judgedDeliveries(deliveries, alone, parameters).within(parameters.horizon);
          // A plant that starts on the day is one more, and another question.
          const key = `${id} ${deliveries.element} ${inputs.sites.length}`;
          return [key, (points.ramp_up ?? 0) + (points.closure ?? 0)] as const;
        });
      }),
    );
  };
  for (const [day, some] of Map.groupBy(old, (one) => one.day)) {
    const suppliers = [...new Set(some.map(({ supplier }) => supplier))];
    const before = failures(suppliers, day - 1);
    for (const [key, points] of failures(suppliers, day))
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
  for (const [n, element] of elementIds(shippedFacts).entries()) {
    const buyer = n % 2 === 0 ? 'JPN' : 'EUU';
    const of = (on: typeof facts) => scoreElement(on.element(element, { buyer }).inputs, parameters);
    expect([...(of(other)?.nodes ?? [])], `${element} ${buyer}`).toEqual([...(of(facts)?.nodes ?? [])]);
  }
  for (const { supplier, buyer } of shippedSuppliers.filter((one) => !one.by_stage && one.buyer === 'JPN')) {
    const of = (from: Register) => scoreSupplier(from.supplier(supplier, { buyer }).inputs, parameters);
    expect(of(otherRegister)?.score, `${supplier} ${buyer}`).toBe(of(register)?.score);
  }
});

it('what was worked out for one question does not move the score of another', () => {
  const before = index.on('2026-06-01');
  const { supplier_sites: sites, supplier_links: links, external_parties: parties } = shippedFacts;
  const { inputs } = new Register(before, { sites, links, parties }).supplier('jl-mag', { buyer: 'JPN' });
  const { Dy = expect.fail() } = inputs.elements;
  scoreSupplier(inputs, parameters);
  for (const measure of Dy.measures) {
    const effective_from = isoDate(effectiveDay(measure) - 700);
    const measures = Dy.measures.map((one) => (one === measure ? { ...one, effective_from } : one));
    const moved = { ...inputs, elements: { ...inputs.elements, Dy: { ...Dy, measures } } };
    expect(ofSupplier(moved), measure.id).toEqual(ofSupplier(moved, parametersOf(shippedMethodology)));
  }
});
