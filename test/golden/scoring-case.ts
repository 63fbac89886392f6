/** A case: inputs of a score as a file has them, which may leave out what has a default. */
import { type LineElementInputs, scoreLineElement } from '#domain/companies/line-score.ts';
import type { Decisions, ScoreFigures } from '#domain/method/causes.ts';
import { type ElementInputs, scoreElement } from '#domain/method/element.ts';
import { newControlRate } from '#domain/method/hazards.ts';
import type { Measure, TradeReading } from '#domain/method/measure.ts';
import type { Parameters } from '#domain/method/parameters.ts';
import { type SupplierInputs, scoreSupplier } from '#domain/method/supplier.ts';
import type { Site } from '#domain/method/ways.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { CONTROL_CLASSES, type IsoDate, STAGES } from '#domain/vocabulary/scoring-inputs.ts';

/** A measure of a case. `class` may stand for `control_class`. */
type GivenMeasure = Partial<Measure> & { readonly id: string; readonly class?: string };

/**
 * A case of an element, of a line of a company (inputs with `line`), or of a supplier (inputs with `sites`).
 */
export interface ScoringCase {
  readonly id: string;
  readonly buyer: string;
  readonly as_of: IsoDate;
  readonly element?: string;
  readonly supplier?: string;
  readonly inputs: Record<string, unknown>;
}

/** The figures of a case. Suppliers have one tier. */
export interface CaseFigures {
  readonly stage: string;
  readonly element?: string;
  readonly feed_named?: number;
  readonly score: number;
  readonly state: number;
  readonly may_begin: number;
  readonly security: number;
  readonly expected_days: number;
  readonly p_90: number;
  readonly now: number;
  readonly interval: readonly [number, number, number];
  readonly scarce?: number;
  readonly scarce_now?: number;
  readonly scarce_interval?: readonly [number, number, number];
  readonly scarce_stage?: string;
  readonly points: Readonly<Record<string, number>>;
}

/** Scores a case. RangeError with what is missing or wrong. */
export function figuresOfCase(scoringCase: ScoringCase, parameters: Parameters): CaseFigures {
  const { buyer, as_of, inputs } = scoringCase;
  if (typeof buyer !== 'string' || typeof as_of !== 'string' || typeof inputs !== 'object' || inputs === null)
    throw new RangeError('a case has "buyer", "as_of" (2026-11-29) and "inputs"');
  return 'sites' in inputs
    ? supplierFigures(scoringCase, parameters)
    : elementFigures(scoringCase, parameters);
}

function measureFrom({ class: named, ...measure }: GivenMeasure): Measure {
  const stated = measure.control_class ?? named;
  const control_class = CONTROL_CLASSES.find((known) => known === stated);
  const known_from = measure.known_from ?? measure.effective_from;
  if (control_class === undefined || known_from == null)
    throw new RangeError(
      `measure ${measure.id} has no "control_class" of the method or none of "known_from" and "effective_from"`,
    );
  return {
    origins: ['CHN'],
    targets: ['ALL'],
    coverage: Object.fromEntries(STAGES.map((stage) => [stage, 1])),
    effective_from: null,
    ended: null,
    suspended_from: null,
    suspended_to: null,
    extended_to: [],
    ...measure,
    control_class,
    known_from,
  };
}

type GivenReading = Partial<TradeReading> & Pick<TradeReading, 'seen_to' | 'below'>;

const readingFrom = (reading: GivenReading): TradeReading => ({
  id: '',
  origin: 'CHN',
  buyer: 'ALL',
  stages: STAGES,
  seen_from: null,
  known_from: reading.seen_to,
  ...reading,
});

/** Measures and trade readings on an element. */
interface GivenRegister {
  readonly measures?: readonly GivenMeasure[];
  readonly readings?: readonly GivenReading[];
}

const registerOf = ({ measures = [], readings = [] }: GivenRegister) => ({
  measures: measures.map(measureFrom),
  readings: readings.map(readingFrom),
});

/** What every case may leave out; `decisions` stand for the rate that they make. */
function surroundingsOf({ inputs, as_of }: ScoringCase, parameters: Parameters) {
  const { decisions, read_to, theta, pressure } = inputs as {
    readonly decisions?: readonly IsoDate[];
    readonly read_to?: IsoDate;
    readonly theta?: number;
    readonly pressure?: object;
  };
  const days = decisions?.map((day) => ({ day, measures: [] })) ?? [];
  const read: Decisions = { days, read_to: read_to ?? as_of };
  const { prior, part } = parameters.new_control;
  return {
    pv: {},
    ...inputs,
    as_of,
    theta:
      theta ?? (decisions === undefined ? part * prior : newControlRate(read, dayNumber(as_of), parameters)),
    pressure: { senkaku: { multiplier: 1 }, taiwan: { multiplier: 1 }, ...pressure },
  };
}

function elementFigures(scoringCase: ScoringCase, parameters: Parameters): CaseFigures {
  const { element, buyer, inputs } = scoringCase;
  const { stops = [] } = inputs as { readonly stops?: readonly object[] };
  if (element === undefined || !('stages' in inputs))
    throw new RangeError('a case of an element has "element" and inputs with "stages"');
  const complete = {
    eol: null,
    si: null,
    cover: null,
    demand_share: parameters.default.demand_share,
    ...surroundingsOf(scoringCase, parameters),
    ...registerOf(inputs as GivenRegister),
    stops: stops.map((stop, at) => ({ id: `assumed-${at}`, targets: null, ...stop })),
    element,
    buyer,
  } as unknown as ElementInputs;
  if (inputs.line !== undefined) return lineFigures(complete, inputs.line as GivenLine, parameters);
  const score = scoreElement(complete, parameters);
  if (score === null) throw new RangeError('no stage has a foreign origin');
  const { scarce, scarce_now, scarce_interval, scarce_stage } = score;
  return figuresFrom(score, { scarce, scarce_now, scarce_interval, scarce_stage });
}

const siteFrom = (site: Site): Site => ({
  ...site,
  feeds: site.feeds.map((feed) => ({ ...feed, elements: feed.elements ?? null })),
});

/** What a company states of a line. */
interface GivenLine extends Omit<LineElementInputs, 'nation' | 'suppliers'> {
  readonly suppliers: Readonly<Record<string, Partial<SupplierInputs> & { readonly country?: string }>>;
}

function lineFigures(nation: ElementInputs, line: GivenLine, parameters: Parameters): CaseFigures {
  const suppliers = Object.fromEntries(
    Object.entries(line.suppliers).map(([id, of]) => [
      id,
      { unscored: null, buyer: nation.buyer, pv: {}, ...of, sites: of.sites?.map(siteFrom) },
    ]),
  ) as unknown as LineElementInputs['suppliers'];
  const sources = line.sources.map((source) => ({ ...source, supplier_id: source.supplier_id ?? null }));
  const score = scoreLineElement({ ...line, pv: line.pv ?? {}, sources, nation, suppliers }, parameters);
  const [, quarter, year] = score?.within ?? [];
  if (score === null || quarter === undefined || year === undefined)
    throw new RangeError('no stage has a foreign origin');
  return figuresFrom(
    { ...year, now: score.now, p_90: quarter.score },
    {
      scarce: year.scarce,
      scarce_now: score.scarce_now,
      scarce_interval: year.scarce_interval,
      scarce_stage: year.stage,
    },
  );
}

function supplierFigures(scoringCase: ScoringCase, parameters: Parameters): CaseFigures {
  const { supplier = '', buyer, inputs } = scoringCase;
  const elements = Object.entries((inputs.elements ?? {}) as Record<string, GivenRegister>).map(
    ([symbol, facts]) => [
      symbol,
      {
        stages: {},
        eol: null,
        demand_share: parameters.default.demand_share,
        ...facts,
        ...registerOf(facts),
      },
    ],
  );
  const complete = {
    unscored: null,
    available: 1,
    listed: false,
    by_stage: false,
    ...surroundingsOf(scoringCase, parameters),
    elements: Object.fromEntries(elements),
    supplier,
    buyer,
  } as unknown as SupplierInputs & { readonly sites: readonly Site[] };
  const score = scoreSupplier(complete, parameters);
  if (score === null) throw new RangeError(`not scored: ${complete.unscored ?? 'no element'}`);
  const { element, feed_named } = score;
  return figuresFrom(score, { element, feed_named });
}

function figuresFrom(
  {
    score,
    state,
    may_begin,
    security,
    expected_days,
    interval,
    points,
    ...of
  }: ScoreFigures & {
    readonly p_90: number;
    readonly now: number;
    readonly stage: string;
  },
  more: Partial<CaseFigures>,
): CaseFigures {
  const { p_90, now, stage } = of;
  return {
    stage,
    score,
    state,
    may_begin,
    security,
    expected_days,
    p_90,
    now,
    interval,
    ...more,
    points: Object.fromEntries(
      Object.entries(points)
        .map(([id, value]) => [id.startsWith('stop:') ? 'stop' : id, value] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}
