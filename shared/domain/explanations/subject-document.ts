/** The small score document, and its headline of at most 140 characters. */

import type { ScoreFigures, TierFigures } from '../method/causes.ts';
import type { Chances } from '../method/element.ts';
import type { EvidenceRow } from '../method/facts.ts';
import type { Parameters } from '../method/parameters.ts';
import type { Pressure } from '../method/pressure.ts';
import { isoDate } from '../time/calendar.ts';
import { bandOf, scarceBandOf, shownRange } from '../vocabulary/band-scale.ts';
import { picked } from '../vocabulary/picked.ts';
import {
  publishedDays,
  publishedInterval,
  publishedScore,
  roundTo,
} from '../vocabulary/published-numbers.ts';
import {
  type EndUse,
  type Message,
  SCALE,
  type ScoreDocument,
  type StageChances,
  type Subject,
  UNSCORED_FIELDS,
} from '../vocabulary/score-document.ts';
import { REGISTER_OF_MEASURES } from '../vocabulary/scoring-inputs.ts';
import {
  type Coded,
  coded,
  englishWith,
  type Language,
  LONGEST_HEADLINE,
  message,
  NOTHING,
  rendered,
} from '../words/render.ts';
import type { DocumentContext, Names } from './document-context.ts';
import { type DriverInDepth, type DriverSubject, publishedDrivers, publishedParts } from './drivers.ts';
import { registerWarning } from './labels.ts';
import { spreadOf } from './spread.ts';

export type Unheadlined = Omit<ScoreDocument, keyof Coded<'headline'>>;

export const headlined = (
  document: Unheadlined,
  names: Pick<Names, 'country' | 'element'>,
): ScoreDocument => ({
  ...document,
  ...headlineOf(document, englishWith(names)),
});

type Headlined = Pick<
  ScoreDocument,
  'subject' | 'buyer' | 'status' | 'score' | 'scarce' | 'interval' | 'element' | 'top_drivers'
>;

/**
 * The main cause is left out where the sentence would be too long, and a name that is too long even then is
 * cut.
 */
function headlineOf(document: Headlined, language: Language) {
  const whole = worded(document, causeOf(document));
  const told = rendered(whole, language).length <= LONGEST_HEADLINE ? whole : worded(document, NOTHING);
  return coded('headline', told, language);
}

function worded(
  { subject, buyer, status, score, scarce, interval, element }: Headlined,
  cause: Message,
): Message {
  const { type } = subject;
  const who = { subject: type === 'supplier' ? subject.name : subject.id, buyer };
  if (score === null) {
    if (type === 'country' && subject.id === buyer) return message('headline_country_itself', who);
    if (type !== 'supplier') return message(`headline_${type}_unknown`, who);
    const reason = status === 'scored' ? 'insufficient_data' : status;
    return message('headline_supplier_unknown', { ...who, reason: message(`no_delivery_${reason}`) });
  }
  if (scarce !== null) return message('headline_element', { ...who, score, scarce, cause });
  const range = shownRange(score, interval);
  const chance =
    range === null
      ? message('chance', { score })
      : message('chance_in_range', { score, p05: range.p05, p95: range.p95 });
  return message(`headline_${type}`, {
    ...who,
    chance,
    ...(type === 'country' && element !== null ? { element } : {}),
    cause,
  });
}

function causeOf({ top_drivers: [first] }: Headlined): Message {
  if (first === undefined) return NOTHING;
  return message('headline_cause', { cause: { code: first.label_code, params: first.label_params } });
}

/** The explanation holds only what the score document does not have. */
export type PublishedSubject = Readonly<{
  document: ScoreDocument;
  explanation: Readonly<Record<string, unknown>> & Readonly<{ drivers: readonly DriverInDepth[] }>;
  /** Unrounded; null without a score. */
  exact: number | null;
  /** Kind of cause -> published points. */
  drivers: Readonly<Record<string, number>>;
  /** The chance at every node, percent; null without a score. */
  nodes: Float64Array | null;
}>;

const IDENTITY =
  'score = state + may_begin + security, in percent; the points of the drivers of a part add up to the part. Of an element it is (1 - thin) x the chance of a standstill + thin x the chance of scarcity at the same stage, each the mean over 512 nodes of 1 - (1 - state)(1 - may_begin)(1 - security).';

/** Known whether it is scored or not. */
export type SubjectFacts = Readonly<{
  subject: Subject;
  buyer: string;
  end_use: EndUse;
  elements: readonly string[];
  countries: readonly string[];
  pressure: Readonly<Record<string, Pressure>>;
  parameters: Parameters;
}>;

export type SubjectScore = Readonly<{
  figures: ScoreFigures & Pick<Chances, 'p_90' | 'now'>;
  /** Of elements; null: there is one chance. */
  scarcity:
    | (Pick<TierFigures, 'scarce' | 'scarce_interval' | 'scarce_points'> &
        Pick<Chances, 'scarce_now'> &
        Readonly<{
          scarce_stage: string;
          stages: Readonly<Record<string, Chances>>;
        }>)
    | null;
  stage: string;
  cover_days: number;
  undecided_since: string | null;
  more: Pick<ScoreDocument, 'element' | 'feed_named' | 'available' | 'listed' | 'coverage' | 'hhi'>;
  driverSubject: DriverSubject;
  evidence: readonly EvidenceRow[];
  /** Beside drivers. */
  explanation: Readonly<Record<string, unknown>>;
}>;

function freshnessOf(
  { pressure, parameters }: SubjectFacts,
  { run, names: { register_read } }: DocumentContext,
) {
  const isRead = registerWarning(register_read, run.as_of) === null;
  const days = Object.values(pressure).flatMap(({ day }) => (day === null ? [] : [day]));
  const { window } = parameters.pressure;
  return {
    pressure_index: Object.fromEntries(
      Object.entries(pressure).map(([theatre, { index, day, age, series }]) => [
        theatre,
        {
          index: roundTo(index, 1),
          day: day === null ? null : isoDate(day),
          age_days: age,
          series: Object.fromEntries(
            Object.entries(series).map(([name, percentile]) => [name, roundTo(percentile, 1)]),
          ),
        },
      ]),
    ),
    stale_sources: [
      ...Object.entries(pressure).flatMap(([theatre, { index, age }]) =>
        index === null || (age ?? 0) > window ? [theatre] : [],
      ),
      ...(isRead ? [] : [REGISTER_OF_MEASURES]),
    ],
    register_read,
    data_as_of: days.length === 0 ? null : isoDate(Math.max(...days)),
  };
}

/** Why, and every field there. */
export function unscoredDocument(
  facts: SubjectFacts,
  status: ScoreDocument['status'],
  reason: string,
  explanation: Readonly<Record<string, unknown>>,
  context: DocumentContext,
): PublishedSubject {
  const { subject, buyer, end_use, elements, countries } = facts;
  const who = { elements, countries, end_use, subject, buyer };
  const document = headlined(
    {
      ...UNSCORED_FIELDS,
      status,
      status_reason: reason,
      ...freshnessOf(facts, context),
      ...who,
      ...context.run,
    },
    context.names,
  );
  return {
    document,
    explanation: { identity: IDENTITY, exact: null, drivers: [], ...explanation },
    exact: null,
    drivers: {},
    nodes: null,
  };
}

export const publishedChances = (
  stage: string,
  { score, scarce, now, scarce_now }: Chances,
): StageChances => ({
  stage,
  score: publishedScore(score),
  scarce: publishedScore(scarce),
  now: publishedScore(now),
  scarce_now: publishedScore(scarce_now),
});

const exactOf = (figures: SubjectScore['figures']) => ({
  ...picked(figures, 'score', 'state', 'may_begin', 'security', 'without_security', 'p_security'),
  ...picked(figures, 'p_90', 'now', 'expected_days', 'interval'),
});

export function scoredDocument(
  facts: SubjectFacts,
  score: SubjectScore,
  context: DocumentContext,
): PublishedSubject {
  const { figures, scarcity, stage, cover_days, undecided_since, more, driverSubject, evidence } = score;
  const { pressure_index, ...fresh } = freshnessOf(facts, context);
  const parts = publishedParts(figures);
  const drivers = publishedDrivers(figures, parts, stage, driverSubject, evidence);
  const document = headlined(
    {
      status: 'scored',
      status_reason: null,
      score: parts.score,
      band: bandOf(parts.score),
      scale: SCALE,
      interval: publishedInterval(figures.interval),
      ...spreadOf(figures),
      state: parts.state,
      may_begin: parts.may_begin,
      security: parts.security,
      without_security: roundTo(parts.score - parts.security, 2),
      p_security: publishedScore(figures.p_security),
      stage,
      element: more.element,
      elements: facts.elements,
      countries: facts.countries,
      rank: null, // told when every subject has its score
      top_drivers: drivers.top,
      p_90: publishedScore(figures.p_90),
      now: publishedScore(figures.now),
      scarce: publishedScore(scarcity?.scarce ?? null),
      scarce_band: scarcity === null ? 'unknown' : scarceBandOf(publishedScore(scarcity.scarce)),
      scarce_now: publishedScore(scarcity?.scarce_now ?? null),
      scarce_interval: scarcity === null ? null : publishedInterval(scarcity.scarce_interval),
      scarce_stage: scarcity?.scarce_stage ?? null,
      stages: Object.entries(scarcity?.stages ?? {}).map(([name, of]) => publishedChances(name, of)),
      expected_days: publishedDays(figures.expected_days),
      cover_days: publishedDays(cover_days),
      undecided_since,
      pressure_index,
      feed_named: more.feed_named,
      available: more.available,
      listed: more.listed,
      coverage: more.coverage,
      ...fresh,
      hhi: more.hhi,
      end_use: facts.end_use,
      subject: facts.subject,
      buyer: facts.buyer,
      ...context.run,
    },
    context.names,
  );
  return {
    document,
    explanation: {
      identity: IDENTITY,
      exact: {
        ...exactOf(figures),
        ...(scarcity && picked(scarcity, 'scarce', 'scarce_now', 'scarce_interval', 'scarce_points')),
      },
      drivers: drivers.drivers,
      ...score.explanation,
    },
    exact: figures.score,
    drivers: drivers.byKind,
    nodes: figures.nodes,
  };
}
