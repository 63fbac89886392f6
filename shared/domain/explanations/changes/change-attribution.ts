/**
 * Why a score has changed. The difference between two scores is split by cause and by driver (hazard); both splits sum to it.
 *
 * Time passes first: the earlier inputs, with what was known then, are scored on the later day; no date of the calendar comes with it and no
 * signal, only age. From there every cause that is present is a
 * player of a game whose worth is the vector of the drivers' points; its part is its Shapley value, the mean over all orders in which the
 * causes could have come, so no order is preferred. What the present program says of the earlier inputs and the earlier one did not say is
 * put to the methodology. Decision 0010 has the reasons.
 */
import type { InputCause } from '../../facts/input-changes.ts';
import type { Methodology } from '../../vocabulary/methodology.ts';

/** Causes that every change states, in the order in which they are shown. `override`: set by hand; the product has no such facility, so it is always 0. */
export const CHANGE_CAUSES = [
  'new_event',
  'data_update',
  'data_correction',
  'methodology',
  'coverage',
  'time_passing',
  'override',
] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/**
 * Causes that need no news, there only where they are at work. `lapse`: a term ran out and no decision on it was seen; `takes_effect`: what
 * was decided before began on its day; `signal`: a signal was seen again, or what was seen of it fades.
 */
export const CAUSES_WITHOUT_NEWS = ['lapse', 'takes_effect', 'signal'] as const;
export type CauseWithoutNews = (typeof CAUSES_WITHOUT_NEWS)[number];

export const ATTRIBUTED_CAUSES = [...CHANGE_CAUSES, ...CAUSES_WITHOUT_NEWS] as const;
export type AttributedCause = ChangeCause | CauseWithoutNews;

/**
 * The causes a published change can name. `unexplained`: the reasons could not be worked out, and the whole difference stands under this
 * word; the attribution itself never uses it.
 */
export const PUBLISHED_CAUSES = [...ATTRIBUTED_CAUSES, 'unexplained'] as const;
export type PublishedCause = (typeof PUBLISHED_CAUSES)[number];

/** Something for each cause; of those without news for the ones at work. */
export type ByCause<Value> = Readonly<Record<ChangeCause, Value>> & { readonly [cause in CauseWithoutNews]?: Value };

/** Hazard id -> points, unrounded. */
export type PointsOfDrivers = Readonly<Record<string, number>>;

export interface ChangeQuestion<Inputs, Change extends { readonly cause: InputCause }> {
  /** Points as they were published; together they are the score. */
  readonly before: { readonly inputs: Inputs; readonly methodology: Methodology; readonly points: PointsOfDrivers };
  readonly after: { readonly inputs: Inputs; readonly methodology: Methodology; readonly points: PointsOfDrivers };
  /** The earlier inputs on the later day, with what was known at the earlier score. */
  readonly onLaterDay: Inputs;
  readonly changes: readonly Change[];
  readonly make: (inputs: Inputs, changes: readonly Change[]) => Inputs;
  /** Points of the drivers of any inputs under any methodology; `null`: no score, which is not 0. */
  readonly pointsOf: (inputs: Inputs, methodology: Methodology) => PointsOfDrivers | null;
  readonly methodologyChanged: boolean;
}

export interface Attribution {
  readonly delta: number;
  readonly by_cause: ByCause<number>;
  /** Points of drivers that only one of the two scores has. */
  readonly by_driver: PointsOfDrivers;
  /** Cause -> driver -> points; rows sum to `by_cause`, columns to `by_driver`. */
  readonly by_cause_and_driver: ByCause<PointsOfDrivers>;
}

type Player = InputCause | 'methodology';

const sumOf = (points: PointsOfDrivers): number =>
  Object.keys(points)
    .sort()
    .reduce((sum, id) => sum + (points[id] as number), 0);

/** `left` - `right`, driver by driver. */
function difference(left: PointsOfDrivers, right: PointsOfDrivers): PointsOfDrivers {
  const ids = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return Object.fromEntries(ids.map((id) => [id, (left[id] ?? 0) - (right[id] ?? 0)]));
}

function addTo(sum: Record<string, number>, points: PointsOfDrivers, weight: number): void {
  for (const [id, value] of Object.entries(points)) sum[id] = (sum[id] ?? 0) + weight * value;
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** Splits the difference between two scores. */
export function attributeChange<Inputs, Change extends { readonly cause: InputCause }>(
  question: ChangeQuestion<Inputs, Change>,
): Attribution {
  const { before, after, onLaterDay, pointsOf } = question;
  const recomputed = pointsOf(before.inputs, before.methodology) ?? before.points;
  const start = pointsOf(onLaterDay, before.methodology) ?? recomputed;
  const players = playersOf(question);
  const parts: Record<AttributedCause, Record<string, number>> = {
    new_event: {},
    data_update: {},
    data_correction: {},
    methodology: {},
    coverage: {},
    time_passing: {},
    override: {},
    lapse: {},
    takes_effect: {},
    signal: {},
  };
  addTo(parts.methodology, difference(recomputed, before.points), 1);
  // Without a player nothing but time can have moved it.
  addTo(parts.time_passing, difference(players.length === 0 ? after.points : start, recomputed), 1);
  const worth = worthOf(question, players, start);
  for (const [n, player] of players.entries()) addTo(parts[player], shapleyValue(n, players.length, worth), 1);
  const by_driver = difference(after.points, before.points);
  const atWork = ATTRIBUTED_CAUSES.filter((cause) => isAlwaysThere(cause) || players.includes(cause)).map(
    (cause) => [cause, parts[cause]] as const,
  );
  return {
    delta: sumOf(after.points) - sumOf(before.points),
    by_cause: Object.fromEntries(atWork.map(([cause, points]) => [cause, sumOf(points)])) as Attribution['by_cause'],
    by_driver,
    by_cause_and_driver: Object.fromEntries(atWork) as Attribution['by_cause_and_driver'],
  };
}

const isAlwaysThere = (cause: AttributedCause): cause is ChangeCause => (CHANGE_CAUSES as readonly string[]).includes(cause);

function playersOf<Inputs, Change extends { readonly cause: InputCause }>({
  changes,
  methodologyChanged,
}: ChangeQuestion<Inputs, Change>): readonly Player[] {
  const present = new Set<Player>(changes.map(({ cause }) => cause));
  if (methodologyChanged) present.add('methodology');
  return (ATTRIBUTED_CAUSES as readonly string[]).filter((cause): cause is Player => present.has(cause as Player));
}

/** Worth of every coalition, bit n for player n: the whole one is what was published, the empty one the start. */
function worthOf<Inputs, Change extends { readonly cause: InputCause }>(
  { before, after, onLaterDay, changes, make, pointsOf }: ChangeQuestion<Inputs, Change>,
  players: readonly Player[],
  start: PointsOfDrivers,
): (coalition: number) => PointsOfDrivers {
  const known = new Map<number, PointsOfDrivers>([[0, start]]);
  if (players.length > 0) known.set(2 ** players.length - 1, after.points);
  return (coalition) => {
    const found = known.get(coalition);
    if (found !== undefined) return found;
    const causes = new Set(players.filter((_, n) => (coalition >> n) % 2 === 1));
    const inputs = make(
      onLaterDay,
      changes.filter(({ cause }) => causes.has(cause)),
    );
    const points = pointsOf(inputs, causes.has('methodology') ? after.methodology : before.methodology) ?? start;
    known.set(coalition, points);
    return points;
  };
}

/** Mean over all orders of what the player adds to those who came before. */
function shapleyValue(player: number, players: number, worth: (coalition: number) => PointsOfDrivers): PointsOfDrivers {
  const value: Record<string, number> = {};
  for (let others = 0; others < 2 ** players; others += 1) {
    if ((others >> player) % 2 === 1) continue;
    const size = others.toString(2).replaceAll('0', '').length;
    const weight = (factorial(size) * factorial(players - size - 1)) / factorial(players);
    addTo(value, difference(worth(others + 2 ** player), worth(others)), weight);
  }
  return value;
}
