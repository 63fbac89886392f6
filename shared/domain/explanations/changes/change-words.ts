/** Words for the causes of a change: what a reader is told in place of an id. */

import { THEATRES } from '../../method/parameters.ts';
import { capitalised } from '../../vocabulary/country-names.ts';
import { THEATRE_NAMES } from '../signal-documents.ts';
import type { PublishedCause } from './change-attribution.ts';
import type { CalendarStep, ChangeReason } from './subject-change.ts';

/** A reason as it is published. */
export interface PublishedReason {
  readonly cause: string;
  /** A measure, a signal, or the path of a field of the inputs. */
  readonly what: string;
  /** The reason in one sentence; absent where the id says all there is. */
  readonly description?: string;
  /** Evidence ids of the observations that came in since the run before; absent where the reason is no signal or none came in. */
  readonly evidence?: readonly string[];
}

type TitleOf = (measure: string) => string;

/** Changes that have no wording of their own. */
const CAUSE_WORDS: Readonly<Record<PublishedCause, string>> = {
  new_event: 'new events',
  data_update: 'newer data',
  data_correction: 'corrected data',
  methodology: 'the method',
  coverage: 'inputs that became known or unknown',
  time_passing: 'ageing',
  override: 'a value set by hand',
  lapse: 'terms that ran out',
  takes_effect: 'what was decided before took effect',
  signal: 'security signals',
  unexplained: 'reasons that could not be worked out',
};

/** A summary names no more than so many of a kind: it is to stay one sentence. */
const MOST_NAMES = 2;

const ANNOUNCEMENTS = 'announcements of controls by China';

const STEP_WORDS: Readonly<Record<CalendarStep['kind'], (title: string, date: string) => string>> = {
  measure_ran_out: (title, date) => `${title} ran out${date}, no decision seen`,
  measure_began: (title, date) => `${title} took effect${date}, as announced`,
};

function stepWords({ what, step }: ChangeReason, titleOf: TitleOf, dated: boolean): string | null {
  if (step === undefined) return null;
  return STEP_WORDS[step.kind](titleOf(what), dated ? ` on ${step.date}` : '');
}

const theatreName = (name: string): string => {
  const theatre = THEATRES.find((one) => one === name);
  return theatre === undefined ? name : THEATRE_NAMES[theatre];
};

const indexWords = (index: number | null): string => (index === null ? 'unknown' : index.toFixed(0));

function signalWords({ what, states }: ChangeReason): string | null {
  if (states === undefined) return null;
  const [before, after] = states;
  return `pressure around the ${theatreName(what)}: index ${indexWords(after)} instead of ${indexWords(before)}`;
}

function sourceWords({ cause, sources = [] }: ChangeReason): string | null {
  if (sources.length === 0) return null;
  const which = cause === 'data_correction' ? 'a corrected row of' : cause === 'data_update' ? 'a revised source:' : 'by';
  return `${which} ${sources.slice(0, MOST_NAMES).join('; ')}`;
}

function rateWords({ rates }: ChangeReason): string | null {
  if (rates === undefined) return null;
  const [before, after] = rates.map((rate) => `${(100 * rate).toFixed(0)} %`);
  return `${ANNOUNCEMENTS} put the rate of new ones at ${after} a year instead of ${before}`;
}

const sentence = (words: string): string => `${capitalised(words)}.`;

export function publishedReason(reason: ChangeReason, titleOf: TitleOf): PublishedReason {
  const { cause, what } = reason;
  const words = stepWords(reason, titleOf, true) ?? signalWords(reason) ?? rateWords(reason) ?? sourceWords(reason);
  return words === null ? { cause, what } : { cause, what, description: sentence(words) };
}

/** How a summary calls a cause, and the names that it puts in brackets behind the points. */
export function causePhrase(
  cause: PublishedCause,
  all: readonly ChangeReason[],
  titleOf: TitleOf,
): { readonly words: string; readonly names: readonly string[] } {
  const reasons = all.filter((reason) => reason.cause === cause);
  const some = (names: readonly string[]): readonly string[] => [...new Set(names)].slice(0, MOST_NAMES);
  switch (cause) {
    case 'new_event': {
      const measures = reasons.flatMap(({ what, rates }) => (rates === undefined ? what.split(', ') : []));
      const announced = reasons.some(({ rates }) => rates !== undefined) ? [ANNOUNCEMENTS] : [];
      return { words: CAUSE_WORDS[cause], names: some([...titledFirst(measures, titleOf).map(titleOf), ...announced]) };
    }
    case 'lapse':
    case 'takes_effect': {
      const steps = reasons.flatMap((reason) => stepWords(reason, titleOf, false) ?? []);
      return { words: steps.length === 0 ? CAUSE_WORDS[cause] : withMore(steps), names: [] };
    }
    case 'signal': {
      const titles = reasons.map(({ what }) => `pressure around the ${theatreName(what)}`);
      return { words: titles.length === 0 ? CAUSE_WORDS[cause] : withMore(titles), names: [] };
    }
    case 'data_update':
    case 'data_correction': {
      const sources = some(reasons.flatMap((reason) => reason.sources ?? []));
      return { words: cause === 'data_update' && sources.length > 0 ? 'a revised source' : CAUSE_WORDS[cause], names: sources };
    }
    case 'coverage': {
      const signals = reasons.flatMap(({ what, states }) => (states === undefined ? [] : [theatreName(what)]));
      return { words: CAUSE_WORDS[cause], names: some(signals) };
    }
    default:
      return { words: CAUSE_WORDS[cause], names: [] };
  }
}

/** An id tells a reader least: measures with a title come before those without, and a field of the inputs last. */
function titledFirst(ids: readonly string[], titleOf: TitleOf): readonly string[] {
  const rank = (id: string): number => (titleOf(id) === id ? 1 : 0);
  return ids.toSorted((left, right) => rank(left) - rank(right));
}

function withMore(words: readonly string[]): string {
  const more = words.length - MOST_NAMES;
  return more > 0 ? `${words.slice(0, MOST_NAMES).join(' and ')} and ${more} more` : words.join(' and ');
}
