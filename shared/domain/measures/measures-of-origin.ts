/**
 * Measures that can matter to the goods of an origin, and a memory of what was worked out from them. The list of an origin is the same object
 * as long as its measures are: a change of one measure, as what-ifs make it, leaves what is known of other origins.
 */
import { entryOf, type RememberByKey, recentOf, rememberByKey, sameEntries } from '../numbers/memoized.ts';
import type { Methodology, Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { AsOf, DatedMeasure } from './measure-state.ts';

type Measures = readonly DatedMeasure[];

const byOrigin = new WeakMap<Measures, Map<CountryCode, Measures>>();
/** Lists by their first measure. */
const lists = new WeakMap<DatedMeasure, Measures[]>();
const MOST_LISTS = 8;
const NONE: Measures = [];

/** Measures of the origin, and all that take over from another or are taken over: a regime may pass from one origin to another. */
export function measuresOfOrigin(origin: CountryCode, all: Measures): Measures {
  const known = entryOf(byOrigin, all, () => new Map<CountryCode, Measures>());
  return entryOf(known, origin, () => {
    const takenOver = new Set(all.map(({ measure }) => measure.succeeds));
    const own = all.filter(({ measure }) => measure.origins.includes(origin) || measure.succeeds != null || takenOver.has(measure.id));
    const [first] = own;
    if (first === undefined || !own.some(({ measure }) => measure.origins.includes(origin))) return NONE;
    return recentOf(
      entryOf(lists, first, () => []),
      (list) => sameEntries(list, own),
      MOST_LISTS,
      () => own,
    );
  });
}

/** Knowledge of a list on one day, under one set of facts: the next day, or other facts, begin anew. */
interface MemoryOfList {
  readonly asOf: AsOf;
  readonly groups: Methodology['groups'];
  readonly outcomes: readonly object[];
  readonly remembered: RememberByKey;
}

const memories = new WeakMap<Measures, WeakMap<Parameters, MemoryOfList[]>>();
const MOST_MEMORIES = 3;

/** The memory of a list of measures on a day, under a methodology and reports on their outcomes. */
export function memoryOf(
  list: Measures,
  asOf: AsOf,
  { parameters, groups }: Pick<Methodology, 'parameters' | 'groups'>,
  outcomes: readonly object[],
): RememberByKey {
  const ofList = entryOf(memories, list, () => new WeakMap<Parameters, MemoryOfList[]>());
  const ofParameters = entryOf(ofList, parameters, () => []);
  const fits = (one: MemoryOfList): boolean =>
    one.asOf.day === asOf.day &&
    one.asOf.knownAt === asOf.knownAt &&
    one.asOf.horizonDays === asOf.horizonDays &&
    one.groups === groups &&
    one.outcomes === outcomes;
  return recentOf(ofParameters, fits, MOST_MEMORIES, () => ({ asOf, groups, outcomes, remembered: rememberByKey() })).remembered;
}
