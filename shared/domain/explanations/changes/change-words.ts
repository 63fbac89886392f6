/** Words for the causes of a change: what a reader is told in place of an id. */

import type { DatedStepKind } from '../../facts/dated-steps.ts';
import { SIGNALS } from '../../signals/registry.ts';
import { capitalised } from '../../vocabulary/country-names.ts';
import type { PublishedCause } from './change-attribution.ts';
import type { ChangeReason } from './subject-change.ts';

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

/** Fields of the inputs that have words of their own. */
const EVENT_WORDS: Readonly<Record<string, string>> = {
  listing: 'its place on a Chinese list',
  control_record: 'one more control in the record of its origin',
};

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

const STEP_WORDS: Readonly<Record<DatedStepKind, (title: string, date: string) => string>> = {
  suspension_ran_out: (title, date) => `the suspension of ${title} ran out${date}, no decision seen`,
  measure_ran_out: (title, date) => `${title} ran out${date}, no decision seen`,
  easing_ran_out: (title, date) => `the relief by ${title} ran out${date}, no decision seen`,
  measure_began: (title, date) => `${title} took effect${date}, as announced`,
  easing_began: (title, date) => `the relief by ${title} took effect${date}, as announced`,
  repeal_began: (title, date) => `the repeal by ${title} took effect${date}, as announced`,
};

function stepWords({ what, step }: ChangeReason, titleOf: TitleOf, dated: boolean): string | null {
  if (step === undefined) return null;
  return STEP_WORDS[step.kind](titleOf(what), dated ? ` on ${step.date}` : '');
}

/** A signal that this program does not know any more goes by its name. */
const titleOfSignal = (name: string): string => SIGNALS.find((signal) => signal.name === name)?.title ?? name;

const stateWords = (state: number | null): string => (state === null ? 'unknown' : `${state.toFixed(2)} of 4`);

function signalWords({ what, states }: ChangeReason): string | null {
  if (states === undefined) return null;
  const [before, after] = states;
  return `signal of ${titleOfSignal(what)}: state ${stateWords(after)} instead of ${stateWords(before)}`;
}

function sourceWords({ cause, sources = [] }: ChangeReason): string | null {
  if (sources.length === 0) return null;
  const which = cause === 'data_correction' ? 'a corrected row of' : cause === 'data_update' ? 'a revised source:' : 'by';
  return `${which} ${sources.slice(0, MOST_NAMES).join('; ')}`;
}

const sentence = (words: string): string => `${capitalised(words)}.`;

export function publishedReason(reason: ChangeReason, titleOf: TitleOf): PublishedReason {
  const { cause, what } = reason;
  const words = stepWords(reason, titleOf, true) ?? signalWords(reason) ?? sourceWords(reason);
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
    case 'new_event':
      return {
        words: CAUSE_WORDS[cause],
        names: some(
          titledFirst(
            reasons.flatMap(({ what }) => what.split(', ')),
            titleOf,
          ),
        ).map((what) => EVENT_WORDS[what] ?? titleOf(what)),
      };
    case 'lapse':
    case 'takes_effect': {
      const steps = reasons.flatMap((reason) => stepWords(reason, titleOf, false) ?? []);
      return { words: steps.length === 0 ? CAUSE_WORDS[cause] : withMore(steps), names: [] };
    }
    case 'signal': {
      const titles = reasons.map(({ what }) => `the signal of ${titleOfSignal(what)}`);
      return { words: titles.length === 0 ? CAUSE_WORDS[cause] : withMore(titles), names: [] };
    }
    case 'data_update':
    case 'data_correction': {
      const sources = some(reasons.flatMap((reason) => reason.sources ?? []));
      return { words: cause === 'data_update' && sources.length > 0 ? 'a revised source' : CAUSE_WORDS[cause], names: sources };
    }
    case 'coverage': {
      const signals = reasons.flatMap(({ what, states }) => (states === undefined ? [] : [titleOfSignal(what)]));
      return { words: CAUSE_WORDS[cause], names: some(signals) };
    }
    default:
      return { words: CAUSE_WORDS[cause], names: [] };
  }
}

/** An id tells a reader least: measures with a title come before those without, and a field of the inputs last. */
function titledFirst(ids: readonly string[], titleOf: TitleOf): readonly string[] {
  const rank = (id: string): number => (EVENT_WORDS[id] !== undefined ? 1 : titleOf(id) === id ? 2 : 0);
  return ids.toSorted((left, right) => rank(left) - rank(right));
}

function withMore(words: readonly string[]): string {
  const more = words.length - MOST_NAMES;
  return more > 0 ? `${words.slice(0, MOST_NAMES).join(' and ')} and ${more} more` : words.join(' and ');
}
