/** A change of a published score as readers get it: rounded, its splits exact in hundredths. */

import { SIGNALS } from '../../signals/registry.ts';
import { countryName } from '../../vocabulary/country-names.ts';
import { publishedPoints } from '../../vocabulary/published-numbers.ts';
import type {
  Driver,
  HistoryPoint,
  Message,
  MessageParam,
  ScoreDocument,
  Subject,
} from '../../vocabulary/score-document.ts';
import {
  type Coded,
  coded,
  ENGLISH_SENTENCES,
  englishWith,
  type Language,
  listed,
  message,
  NOTHING,
  rendered,
} from '../../words/render.ts';
import type { TextCode } from '../../words/texts.ts';
import { theatreName } from '../labels.ts';
import {
  type ByCause,
  CAUSES_WITHOUT_NEWS,
  CHANGE_CAUSES,
  type ChangeCause,
  PUBLISHED_CAUSES,
  type PublishedCause,
} from './change-attribution.ts';
import type { ChangeReason, ExplainedChange } from './subject-change.ts';

export type ChangeKind =
  /** Another score, band or stage, or a suspension that ran out undecided. */
  | 'changed'
  /** The run before did not have it. */
  | 'appeared'
  /** The run does not have it any more. */
  | 'removed'
  /** From no score to one, and back. */
  | 'scored'
  | 'unscored';

export type ScoreChange = Coded<'summary'> &
  Readonly<{
    kind: ChangeKind;
    subject: Subject;
    buyer: string;
    score_before: number | null;
    score_after: number | null;
    /** Points, exact to hundredths; null when one score is unknown. */
    delta: number | null;
    /** Null of suppliers and countries. */
    scarce_before: number | null;
    scarce_after: number | null;
    band_before: string | null;
    band_after: string | null;
    stage_before: string | null;
    stage_after: string | null;
    status_after: string | null;
    /** They sum to `delta` exactly; null without one. */
    by_cause: PointsByCause | null;
    /** Largest first; they sum to `delta` exactly. */
    by_driver: readonly Readonly<{ id: string; points: number }>[];
    reasons: readonly PublishedReason[];
    methodology: string | null;
    as_of: string;
    previous_as_of: string | null;
    run_id: string;
    previous_run_id: string | null;
    computed_at: string;
  }>;

/** `unexplained` is there only where the reasons could not be worked out; other causes then have 0. */
export type PointsByCause = ByCause<number> & Readonly<{ unexplained?: number }>;

export type ChangeStamp = Readonly<{
  run_id: string;
  as_of: string;
  computed_at: string;
  previous: Readonly<{ run_id: string; as_of: string }> | null;
  /** Evidence ids that the run before did not know, by signal. Absent: not looked for. */
  arrived?: Readonly<Record<string, readonly string[]>>;
}>;

const MOST_REASONS = 12;
/** After a gap of months all of them would fill the change. */
const MOST_OBSERVATIONS = 12;

type DriverPoints = Pick<Driver, 'id' | 'points'>;

/** What a reader would see; that a suspension ran out undecided is news, whatever the score. */
const SEEN = [
  'score',
  'scarce',
  'band',
  'status',
  'stage',
  'undecided_since',
] as const satisfies readonly (keyof ScoreDocument)[];

export const differs = (before: ScoreDocument, after: ScoreDocument): boolean =>
  SEEN.some((name) => before[name] !== after[name]);

/** What is new has not come from another band. */
export const changesBand = ({
  kind,
  band_before,
  band_after,
}: Pick<ScoreChange, 'kind' | 'band_before' | 'band_after'>): boolean =>
  kind !== 'appeared' && band_before !== band_after;

/**
 * Is a chance another only because days have passed? Most move so by hundredths each night. What days bring
 * about, as the end of a suspension, has a reason, and is news.
 */
export const isAgeing = (change: ScoreChange): boolean =>
  change.delta !== null &&
  (change.delta !== 0 || change.scarce_before !== change.scarce_after) &&
  change.by_cause?.time_passing === change.delta &&
  !changesBand(change) &&
  change.stage_before === change.stage_after &&
  change.reasons.every(({ cause }) => cause === 'signal');

export type ChangeFound = Readonly<{
  before: ScoreDocument | null;
  after: ScoreDocument | null;
  explained: Readonly<{
    /** `null`: the reasons could not be worked out. */
    attribution: ExplainedChange | null;
    driversBefore: readonly DriverPoints[];
    driversAfter: readonly DriverPoints[];
  }> | null;
}>;

export function changeDocument(found: ChangeFound, stamp: ChangeStamp, titleOf: TitleOf): ScoreChange {
  const { before, after, explained } = found;
  const document = after ?? before;
  if (document === null) throw new RangeError('a change has a document before or after it');
  const delta = before?.score == null || after?.score == null ? null : hundredths(after.score - before.score);
  const by_cause = delta === null || explained === null ? null : causesOf(explained.attribution, delta);
  const reasons = explained?.attribution?.reasons ?? [];
  const change = {
    kind: kindOf(before, after),
    subject: document.subject,
    buyer: document.buyer,
    score_before: before?.score ?? null,
    score_after: after?.score ?? null,
    delta,
    scarce_before: before?.scarce ?? null,
    scarce_after: after?.scarce ?? null,
    band_before: before?.band ?? null,
    band_after: after?.band ?? null,
    stage_before: before?.stage ?? null,
    stage_after: after?.stage ?? null,
    status_after: after?.status ?? null,
    by_cause,
    by_driver: explained === null ? [] : driversMoved(explained.driversBefore, explained.driversAfter),
    reasons: reasons
      .slice(0, MOST_REASONS)
      .map((reason) => withEvidence(publishedReason(reason, titleOf), stamp)),
    methodology: after?.methodology.version ?? null,
    as_of: stamp.as_of,
    previous_as_of: stamp.previous?.as_of ?? null,
    run_id: stamp.run_id,
    previous_run_id: stamp.previous?.run_id ?? null,
    computed_at: stamp.computed_at,
  };
  return { ...change, ...summarised(change, reasons, titleOf) };
}

export type ShownPoint = Pick<HistoryPoint, 'as_of' | 'score' | 'scarce' | 'band' | 'origin'>;

export type DayDifference = Pick<
  ScoreChange,
  'score_before' | 'score_after' | 'delta' | 'band_before' | 'band_after'
> &
  Pick<ScoreChange, 'scarce_before' | 'scarce_after'> &
  Pick<ScoreChange, 'by_cause' | 'by_driver' | 'reasons' | keyof Coded<'summary'>> &
  Readonly<{
    /** The last on or before the days that were asked for. */
    from: string;
    to: string;
    origin_before: string;
    origin_after: string;
  }>;

/** Sums causes and drivers of every change between two days; what they leave is `unexplained`. */
export function dayDifference(
  { subject, buyer }: Pick<ScoreChange, 'subject' | 'buyer'>,
  before: ShownPoint,
  after: ShownPoint,
  changes: readonly (Pick<ScoreChange, 'by_cause' | 'by_driver' | 'reasons'> &
    Partial<Pick<ScoreChange, 'score_before' | 'score_after' | keyof Coded<'summary'>>>)[],
): DayDifference {
  const delta = before.score === null || after.score === null ? null : hundredths(after.score - before.score);
  const summed = summedPoints(changes.flatMap(({ by_cause }) => Object.entries(by_cause ?? {})));
  const rest = hundredths((delta ?? 0) - [...summed.values()].reduce((sum, points) => sum + points, 0));
  const causes = summedPoints([...summed, ['unexplained', rest]]);
  const reasons = new Map(
    changes.flatMap((change) => change.reasons).map((reason) => [`${reason.cause}|${reason.what}`, reason]),
  );
  const moved = summedPoints(
    changes.flatMap(({ by_driver }) => by_driver.map(({ id, points }) => [id, points])),
  );
  const drivers = [...moved].map(([id, points]) => ({ id, points }));
  const found = {
    kind: kindOf(before, after),
    subject,
    buyer,
    score_before: before.score,
    score_after: after.score,
    delta,
    scarce_before: before.scarce,
    scarce_after: after.scarce,
    band_before: before.band,
    band_after: after.band,
    by_cause:
      delta === null
        ? null
        : { ...NO_POINTS, ...Object.fromEntries([...causes].filter(([, points]) => points !== 0)) },
  };
  const { kind: _kind, subject: _subject, buyer: _buyer, ...told } = found;
  // A change that is all of the difference names what has caused it.
  const alone = changes.find(
    ({ score_before, score_after }) => score_before === before.score && score_after === after.score,
  );
  const { summary, summary_code, summary_params } = {
    ...summarised(found, [], (measure) => measure),
    ...alone,
  };
  return {
    ...told,
    by_driver: delta === null ? [] : addedUp(driversMoved([], drivers), delta),
    reasons: [...reasons.values()].slice(0, MOST_REASONS),
    ...{ summary, summary_code, summary_params },
    from: before.as_of,
    to: after.as_of,
    origin_before: before.origin,
    origin_after: after.origin,
  };
}

const NO_POINTS = Object.fromEntries(CHANGE_CAUSES.map((cause) => [cause, 0])) as Record<ChangeCause, number>;

function summedPoints(parts: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const summed = new Map<string, number>();
  for (const [name, points] of parts) summed.set(name, hundredths((summed.get(name) ?? 0) + points));
  return summed;
}

/** Observations that came in since the run before: of a theatre's signals, or a measure's versions. */
function withEvidence(reason: PublishedReason, { arrived = {} }: ChangeStamp): PublishedReason {
  const signals = SIGNALS.filter(({ theatres }) => theatres.some((theatre) => theatre === reason.what));
  const versions = (arrived.measures ?? []).filter((row) =>
    row.startsWith(`observation:measures:${reason.what}:`),
  );
  const evidence = [...versions, ...signals.flatMap(({ name }) => arrived[name] ?? [])].slice(
    -MOST_OBSERVATIONS,
  );
  return evidence.length === 0 ? reason : { ...reason, evidence };
}

const hundredths = (points: number) => Math.round(points * 100) / 100 + 0;

type Scored = Pick<ScoreDocument, 'score'>;

function kindOf(before: Scored | null, after: Scored | null): ChangeKind {
  if (before === null) return 'appeared';
  if (after === null) return 'removed';
  if (before.score === null && after.score !== null) return 'scored';
  if (before.score !== null && after.score === null) return 'unscored';
  return 'changed';
}

function causesOf(attribution: ExplainedChange | null, delta: number): PointsByCause {
  if (attribution === null) return { ...NO_POINTS, unexplained: delta };
  const points = publishedPoints<string>(attribution.by_cause as Readonly<Record<string, number>>, delta);
  const causes = [...CHANGE_CAUSES, ...CAUSES_WITHOUT_NEWS].flatMap((cause) =>
    points[cause] ? [[cause, points[cause]] as const] : [],
  );
  return { ...NO_POINTS, ...Object.fromEntries(causes) };
}

/** Each score is the sum of its published points, so differences sum too. */
function driversMoved(
  before: readonly DriverPoints[],
  after: readonly DriverPoints[],
): readonly DriverPoints[] {
  const moved = new Map(after.map(({ id, points }) => [id, Math.round(points * 100)]));
  for (const { id, points } of before) moved.set(id, (moved.get(id) ?? 0) - Math.round(points * 100));
  return [...moved]
    .filter(([, points]) => points !== 0)
    .sort(([idA, a], [idB, b]) => Math.abs(b) - Math.abs(a) || (idA < idB ? -1 : 1))
    .map(([id, points]) => ({ id, points: points / 100 }));
}

/**
 * That rounding takes from drivers: half a hundredth at each end of replayed days before and after
 * published ones.
 */
const MOST_ROUNDING = 0.02;

/** Where drivers miss the scores by rounding alone, the largest takes what is missing. */
function addedUp(drivers: readonly DriverPoints[], delta: number): readonly DriverPoints[] {
  const [first, ...others] = drivers;
  const rest = hundredths(delta - drivers.reduce((sum, { points }) => sum + points, 0));
  if (first === undefined || Math.abs(rest) > MOST_ROUNDING) return drivers;
  return [{ ...first, points: hundredths(first.points + rest) }, ...others];
}

type Told = Pick<
  ScoreChange,
  | 'kind'
  | 'subject'
  | 'buyer'
  | 'score_before'
  | 'score_after'
  | 'delta'
  | 'band_before'
  | 'band_after'
  | 'by_cause'
>;

/** Names of the subject as it has them itself. */
const englishOf = ({ id, name }: Subject): Language =>
  englishWith({ country: (code) => (code === id ? name : countryName(code)), element: () => name });

const summarised = (change: Told, reasons: readonly ChangeReason[], titleOf: TitleOf) =>
  coded('summary', summaryOf(change, reasons, titleOf), englishOf(change.subject));

const whoOf = ({ subject, buyer }: Pick<Told, 'subject' | 'buyer'>): Message =>
  message(`change_of_${subject.type}`, {
    subject: subject.type === 'supplier' ? subject.name : subject.id,
    buyer,
  });

/** A move of another chance than the score, in a sentence. */
export const chanceMoved = (
  of: Pick<Told, 'subject' | 'buyer'>,
  chance: 'now' | 'scarce' | 'scarce_now',
  before: number,
  after: number,
): string =>
  rendered(
    message(`alert_${chance}`, { who: whoOf(of), moved: message('figure_moved', { before, after }) }),
    englishOf(of.subject),
  );

function summaryOf(change: Told, reasons: readonly ChangeReason[], titleOf: TitleOf): Message {
  const { kind, score_before, score_after, delta, band_before, band_after } = change;
  const who = whoOf(change);
  const score = score_after ?? 0;
  const band = bandName(band_after);
  if (kind === 'removed') return message('change_removed', { who, score: score_before ?? bandName(null) });
  if (kind === 'appeared')
    return score_after === null
      ? message('change_new_unscored', { who })
      : message('change_new', { who, score, band });
  if (kind === 'scored') return message('change_scored', { who, score, band });
  if (kind === 'unscored') return message('change_unscored', { who, score: score_before ?? 0 });
  const moved = {
    who,
    score,
    band:
      band_before === band_after ? NOTHING : message('change_band', { band, before: bandName(band_before) }),
    causes: causeWords(change, reasons, titleOf),
  };
  if (score_after === null) return message('change_stays_unscored', moved);
  if (delta === null || delta === 0) return message('change_stays', moved);
  return message(delta > 0 ? 'change_rose' : 'change_fell', { ...moved, points: Math.abs(delta) });
}

const bandName = (band: string | null): Message => message(`band_${band ?? 'unknown'}` as TextCode);

function causeWords({ by_cause }: Told, reasons: readonly ChangeReason[], titleOf: TitleOf): Message {
  if (by_cause === null) return NOTHING;
  const pointsOf = (cause: PublishedCause) => by_cause[cause] ?? 0;
  const parts = PUBLISHED_CAUSES.filter((cause) => pointsOf(cause) !== 0)
    .sort((a, b) => Math.abs(pointsOf(b)) - Math.abs(pointsOf(a)))
    .map((cause) => {
      const { words, names } = causePhrase(cause, reasons, titleOf);
      const [first, ...others] = names;
      const all = others.reduce<MessageParam>(
        (list, next) => message('change_names_list', { list, next }),
        first ?? NOTHING,
      );
      const named = first === undefined ? NOTHING : message('change_names', { names: all });
      return message('change_part', { words, points: pointsOf(cause), names: named });
    });
  const ranOut = reasons.filter(({ step }) => step?.kind === 'suspension_ran_out' && pointsOf('lapse') === 0);
  const all = [
    ...ranOut.flatMap((reason) => stepWords(reason, titleOf, true) ?? []).slice(0, MOST_NAMES),
    ...parts,
  ];
  return all.length === 0 ? NOTHING : message('change_causes', { causes: listed(all) });
}

/** `description` is absent where the id says all there is, and without code where there is English only. */
export type PublishedReason = Partial<Coded<'description'>> &
  Readonly<{
    cause: string;
    /** A measure, a signal, or the path of a field of the inputs. */
    what: string;
    /** Observations that came in since the run before; absent where none did. */
    evidence?: readonly string[];
  }>;

/** Title of a measure, with its label for other languages where known. */
export type TitleOf = (measure: string) => MessageParam;

/** A summary is to stay one sentence. */
const MOST_NAMES = 2;

function stepWords({ what, step }: ChangeReason, titleOf: TitleOf, dated: boolean): Message | null {
  if (step === undefined) return null;
  const on = dated ? message('change_on', { date: step.date }) : NOTHING;
  return message(`change_${step.kind}`, { measure: titleOf(what), on });
}

function signalWords({ what, states }: ChangeReason): Message | null {
  if (states === undefined) return null;
  const [before, after] = states.map((index) => index ?? bandName(null));
  return message('change_index', {
    theatre: theatreName(what),
    after: after as MessageParam,
    before: before as MessageParam,
  });
}

function sourceWords({ cause, sources = [] }: ChangeReason): Message | null {
  if (sources.length === 0) return null;
  const code =
    cause === 'data_correction'
      ? 'change_sources_corrected'
      : cause === 'data_update'
        ? 'change_sources_revised'
        : 'change_sources';
  return message(code, { sources: sources.slice(0, MOST_NAMES).join('; ') });
}

/** That moved the rate of new controls. */
const announcersOf = ({ announced = [] }: ChangeReason, titleOf: TitleOf): readonly MessageParam[] => {
  const titles = announced.flatMap((id) => (titleOf(id) === id ? [] : [titleOf(id)])).slice(0, MOST_NAMES);
  return titles.length === 0 ? [message('change_announcements')] : titles;
};

function rateWords(reason: ChangeReason, titleOf: TitleOf): Message | null {
  const { rates } = reason;
  if (rates === undefined) return null;
  const wording = (decimals: number) => rates.map((rate) => `${(100 * rate).toFixed(decimals)} %`);
  const [before, after] = [0, 1, 2].map(wording).find(([was, is]) => was !== is) ?? [];
  if (before === undefined || after === undefined) return null;
  return message('change_rate', { announcements: listed(announcersOf(reason, titleOf)), after, before });
}

function publishedReason(reason: ChangeReason, titleOf: TitleOf): PublishedReason {
  const { cause, what, said } = reason;
  if (said !== undefined) return { cause, what, ...said };
  const title = titleOf(what);
  const words =
    stepWords(reason, titleOf, true) ??
    signalWords(reason) ??
    rateWords(reason, titleOf) ??
    sourceWords(reason) ??
    (title === what ? null : title);
  return words === null
    ? { cause, what }
    : { cause, what, ...coded('description', message('change_reason', { words }), ENGLISH_SENTENCES) };
}

function causePhrase(
  cause: PublishedCause,
  all: readonly ChangeReason[],
  titleOf: TitleOf,
): Readonly<{ words: MessageParam; names: readonly MessageParam[] }> {
  const reasons = all.filter((reason) => reason.cause === cause);
  const some = (names: readonly MessageParam[]): readonly MessageParam[] =>
    [...new Map(names.map((name) => [JSON.stringify(name), name])).values()].slice(0, MOST_NAMES);
  const words = message(`change_by_${cause}`);
  switch (cause) {
    case 'new_event': {
      const measures = reasons.flatMap(({ what, rates }) => (rates === undefined ? what.split(', ') : []));
      const announced = reasons.flatMap((reason) =>
        reason.rates === undefined ? [] : announcersOf(reason, titleOf),
      );
      return { words, names: some([...titledFirst(measures, titleOf).map(titleOf), ...announced]) };
    }
    case 'lapse':
    case 'takes_effect': {
      const steps = reasons.flatMap((reason) => stepWords(reason, titleOf, false) ?? []);
      return { words: steps.length === 0 ? words : withMore(steps), names: [] };
    }
    case 'signal': {
      const titles = reasons.map(({ what }) => message('change_pressure', { theatre: theatreName(what) }));
      return { words: titles.length === 0 ? words : withMore(titles), names: [] };
    }
    case 'data_update':
    case 'data_correction': {
      const sources = some(reasons.flatMap((reason) => reason.sources ?? []));
      const announced = reasons.flatMap((reason) =>
        reason.rates === undefined ? [] : announcersOf(reason, titleOf),
      );
      return {
        words: cause === 'data_update' && sources.length > 0 ? message('change_by_source') : words,
        names: some([...sources, ...announced]),
      };
    }
    case 'coverage':
      return {
        words,
        names: some(reasons.flatMap(({ what, states }) => (states === undefined ? [] : [theatreName(what)]))),
      };
    case 'methodology':
    case 'time_passing':
    case 'override':
    case 'unexplained':
      return { words, names: [] };
  }
}

/** Measures with a title first: an id tells a reader least. */
function titledFirst(ids: readonly string[], titleOf: TitleOf): readonly string[] {
  const rank = (id: string): number => (titleOf(id) === id ? 1 : 0);
  return ids.toSorted((left, right) => rank(left) - rank(right));
}

function withMore([first = NOTHING, second, ...more]: readonly Message[]): Message {
  if (second === undefined) return first;
  return more.length > 0
    ? message('change_two_and_more', { first, second, more: more.length })
    : message('change_two', { first, second });
}

type CauseLabel = Pick<Coded<'label'>, 'label' | 'label_code'>;

type LabelledCause = CauseLabel &
  Readonly<{
    cause: PublishedCause;
    points: number;
  }>;

type LabelledCauses = Readonly<{
  causes: readonly LabelledCause[];
  reasons: readonly (PublishedReason & CauseLabel)[];
}>;

export function causeLabel(cause: PublishedCause): CauseLabel {
  const { label, label_code } = coded('label', message(`cause_${cause}`), ENGLISH_SENTENCES);
  return { label, label_code };
}

/** Labels are added when a change is told. `causes`: those with points, largest first. */
export function withCauseLabels<C extends Pick<ScoreChange, 'by_cause' | 'reasons'>>(
  change: C,
): C & LabelledCauses {
  const pointsOf = (cause: PublishedCause): number => change.by_cause?.[cause] ?? 0;
  const causes = PUBLISHED_CAUSES.filter((cause) => pointsOf(cause) !== 0)
    .map((cause) => ({ cause, points: pointsOf(cause), ...causeLabel(cause) }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return {
    ...change,
    causes,
    reasons: change.reasons.map((reason) => ({ ...reason, ...causeLabel(reason.cause as PublishedCause) })),
  };
}
