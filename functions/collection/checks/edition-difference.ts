/** How an edition of a table differs from the one before it, and whether a person should look before anybody uses it. */
import type { CollectedDocument, CollectedObservation, Doubt, EditionDifference } from '#contracts/collection/collected-document.ts';

const MOST_EXAMPLES = 5;
/** A change of more than this share counts as large. */
const LARGE = 0.1;
/** Share of the common figures that may change by more than that, and share of the figures that may vanish, before a person looks. */
const MOST_CHANGED = 0.25;
const MOST_REMOVED = 0.05;

/** Figures by name. Several figures of one series and day are told apart by the texts beside them. */
function figures(observations: readonly CollectedObservation[]): ReadonlyMap<string, unknown> {
  const all = new Map<string, unknown>();
  for (const { series, date, values } of observations) {
    const names = Object.entries(values).filter(([, value]) => typeof value === 'string');
    const key = [series, date, ...names.map(([, value]) => value)].join(' ');
    for (const [name, value] of Object.entries(values)) {
      if (typeof value !== 'string') all.set(`${key} ${name}`, Array.isArray(value) ? value.join(', ') : value);
    }
  }
  return all;
}

const relative = (before: unknown, after: unknown): number =>
  typeof before === 'number' && typeof after === 'number' && before !== 0 ? Math.abs(after - before) / Math.abs(before) : 1;

/** The difference and what is doubtful about it. The numbers are those of figures, not of rows. */
export function editionDifference(
  previous: Pick<CollectedDocument, 'id' | 'observations'>,
  observations: readonly CollectedObservation[],
): { readonly difference: EditionDifference; readonly doubts: readonly Doubt[] } {
  const [before, after] = [figures(previous.observations), figures(observations)];
  const removed = [...before.keys()].filter((key) => !after.has(key));
  const common = [...after].filter(([key]) => before.has(key));
  const changed = common
    .filter(([key, value]) => before.get(key) !== value)
    .map(([key, value]) => ({ key, from: before.get(key), to: value, by: relative(before.get(key), value) }))
    .sort((one, other) => other.by - one.by || (one.key < other.key ? -1 : 1));
  const large = changed.filter(({ by }) => by > LARGE).length;
  const fault = (code: string, detail: string): Doubt => ({ rung: 'plausibility', code, detail });
  return {
    difference: {
      previous: previous.id,
      added: after.size - common.length,
      removed: removed.length,
      changed: changed.length,
      examples: changed.slice(0, MOST_EXAMPLES).map(({ key, from, to }) => `${key}: ${from} became ${to}`),
    },
    doubts: [
      ...(large > MOST_CHANGED * common.length
        ? [fault('rewritten', `${large} of ${common.length} figures of the edition before changed by more than ${100 * LARGE} %.`)]
        : []),
      ...(removed.length > MOST_REMOVED * before.size
        ? [fault('figures_vanished', `${removed.length} of ${before.size} figures of the edition before are gone.`)]
        : []),
    ],
  };
}
