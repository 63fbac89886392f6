/** A case: inputs of a score as a file has them, which may leave out what has a default. */
import { type LineElementInputs, type LineFigures, scoreLineElement } from '#domain/companies/line-score.ts';
import { type ElementInputs, scoreElement } from '#domain/method/element.ts';
import type { Measure, TradeReading } from '#domain/method/measure.ts';
import type { Parameters } from '#domain/method/parameters.ts';
import { type SuppliedElement, type SupplierInputs, scoreSupplier } from '#domain/method/supplier.ts';
import { CONTROL_CLASSES, type IsoDate, STAGES } from '#domain/vocabulary/scoring-inputs.ts';

/** A measure of a case. `class` may stand for `control_class`; ends may be given as they became known. */
type GivenMeasure = Partial<Measure> & {
  readonly id: string;
  readonly class?: string;
  readonly ended_revisions?: readonly {
    readonly known_from: IsoDate;
    readonly effective_to: IsoDate | null;
  }[];
};

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

/** The figures of a case. */
export interface CaseFigures {
  readonly score: number;
  readonly state: number;
  /** Part of the score from new controls, disruptions and crises: `may_begin` and `security`. */
  readonly event: number;
  readonly security: number;
  readonly without_security: number;
  readonly p90: number;
  readonly expected_days: number;
  readonly interval: readonly [number, number, number];
  readonly stage: string;
  readonly points: Readonly<Record<string, number>>;
}

/** Days of the shorter of the two chances. */
const QUARTER = 90;

/** Scores a case. RangeError with what is missing or wrong. */
export function figuresOfCase(scoringCase: ScoringCase, parameters: Parameters): CaseFigures {
  const { buyer, as_of, inputs } = scoringCase;
  if (typeof buyer !== 'string' || typeof as_of !== 'string' || typeof inputs !== 'object' || inputs === null)
    throw new RangeError('a case has "buyer", "as_of" (2026-11-29) and "inputs"');
  return 'sites' in inputs
    ? supplierFigures(scoringCase, parameters)
    : elementFigures(scoringCase, parameters);
}

function measureFrom({ class: named, ended_revisions, ...measure }: GivenMeasure, asOf: IsoDate): Measure {
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
    suspended_from: null,
    suspended_to: null,
    extended_to: [],
    ...measure,
    control_class,
    known_from,
    ended: ended_revisions?.findLast((end) => end.known_from <= asOf)?.effective_to ?? measure.ended ?? null,
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

const registerOf = ({ measures = [], readings = [] }: GivenRegister, asOf: IsoDate) => ({
  measures: measures.map((measure) => measureFrom(measure, asOf)),
  readings: readings.map(readingFrom),
});

const NO_PRESSURE = { senkaku: { multiplier: 1 }, taiwan: { multiplier: 1 } };

function elementFigures({ element, buyer, as_of, inputs }: ScoringCase, parameters: Parameters): CaseFigures {
  if (element === undefined || !('stages' in inputs))
    throw new RangeError('a case of an element has "element" and inputs with "stages"');
  const complete = {
    eol: null,
    si: null,
    cover: null,
    demand_share: parameters.default.demand_share,
    pv: {},
    theta: parameters.new_control.rate,
    ...inputs,
    ...registerOf(inputs as GivenRegister, as_of),
    pressure: { ...NO_PRESSURE, ...(inputs.pressure as object | undefined) },
    element,
    buyer,
    as_of,
  } as unknown as ElementInputs;
  if (inputs.line !== undefined) return lineFigures(complete, inputs.line as GivenLine, parameters);
  const score = scoreElement(complete, parameters);
  if (score === null) throw new RangeError('no stage has a foreign origin');
  return figuresFrom(score, scoreElement(complete, parameters, QUARTER));
}

/** What a company states of a line, and the mix of the world that feed without a name may come from. */
interface GivenLine
  extends Omit<LineElementInputs, 'nation' | 'facts' | 'suppliers'>,
    Pick<SuppliedElement, 'feed_mix'> {
  readonly suppliers: Readonly<Record<string, Partial<SupplierInputs>>>;
}

function lineFigures(
  nation: ElementInputs,
  { feed_mix, ...line }: GivenLine,
  parameters: Parameters,
): CaseFigures {
  const facts = { measures: nation.measures, readings: nation.readings, largest_share: {}, feed_mix };
  const elements = { [nation.element]: facts };
  const suppliers = Object.fromEntries(
    Object.entries(line.suppliers).map(([id, of]) => [
      id,
      { unscored: null, buyer: nation.buyer, pv: {}, ...of, elements },
    ]),
  ) as unknown as LineElementInputs['suppliers'];
  const score = scoreLineElement({ ...line, nation, facts, suppliers }, parameters);
  if (score === null) throw new RangeError('no stage has a foreign origin');
  const [, quarter, year] = score.within as [LineFigures, LineFigures, LineFigures];
  return figuresFrom(year, quarter);
}

function supplierFigures(
  { supplier = '', buyer, as_of, inputs }: ScoringCase,
  parameters: Parameters,
): CaseFigures {
  const elements = Object.entries((inputs.elements ?? {}) as Record<string, GivenRegister>).map(
    ([symbol, facts]) => [
      symbol,
      { largest_share: {}, feed_mix: null, ...facts, ...registerOf(facts, as_of) },
    ],
  );
  const complete = {
    unscored: null,
    available: 1,
    listed: false,
    by_stage: false,
    pv: {},
    theta: parameters.new_control.rate,
    ...inputs,
    elements: Object.fromEntries(elements),
    pressure: { ...NO_PRESSURE, ...(inputs.pressure as object | undefined) },
    supplier,
    buyer,
    as_of,
  } as unknown as SupplierInputs;
  const score = scoreSupplier(complete, parameters);
  if (score === null) throw new RangeError(`not scored: ${complete.unscored ?? 'no element'}`);
  const { element, floor, ceiling, feed_named, share_lost } = score;
  return {
    ...figuresFrom(score, scoreSupplier(complete, parameters, QUARTER)),
    ...{ element, floor, ceiling, feed_named, share_lost },
  };
}

function figuresFrom(
  score: Omit<CaseFigures, 'event' | 'p90'> & { readonly may_begin: number },
  within: { readonly score: number } | null,
): CaseFigures {
  const { may_begin, security, without_security, expected_days, interval, stage } = score;
  const points = Object.fromEntries(Object.entries(score.points).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    score: score.score,
    state: score.state,
    event: may_begin + security,
    security,
    without_security,
    p90: within?.score ?? 0,
    expected_days,
    interval,
    stage,
    points,
  };
}
