/** How an edition of a table differs from the one before it, and whether a person should look before anybody uses it. */
import type { CollectedDocument, CollectedObservation, Doubt, EditionChanges } from '#contracts/collection/collected-document.ts';
import { editionDifference } from '#functions/sources/publishers/edition-difference.ts';

const MOST_EXAMPLES = 5;
/** A change of more than this share counts as large. */
const LARGE = 0.1;
/** Share of the figures of the edition before that may change by more than that, or vanish, before a person looks. */
const MOST_CHANGED = 0.25;
const MOST_REMOVED = 0.05;

const relative = (before: unknown, after: unknown): number =>
  typeof before === 'number' && typeof after === 'number' && before !== 0 ? Math.abs(after - before) / Math.abs(before) : 1;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The changes and what is doubtful about them. Observations of days before the first one of the new edition are not missed: it no longer covers them. */
export function editionChanges(
  previous: Pick<CollectedDocument, 'id' | 'observations'>,
  observations: readonly CollectedObservation[],
): { readonly changes: EditionChanges; readonly doubts: readonly Doubt[] } {
  const first = observations.map(({ date }) => date).toSorted()[0] ?? '';
  const before = previous.observations.filter(({ date }) => date >= first);
  const { added, removed, changed } = editionDifference(before, observations);
  const byWeight = changed
    .map((change) => ({ ...change, by: relative(change.before, change.after) }))
    .sort((one, other) => other.by - one.by || (`${one.id} ${one.date}` < `${other.id} ${other.date}` ? -1 : 1));
  const rewritten = new Set(byWeight.filter(({ by }) => by > LARGE).map(({ series, id, date }) => `${series} ${id} ${date}`)).size;
  const fault = (code: string, detail: string): Doubt => ({ rung: 'plausibility', code, detail });
  return {
    changes: {
      previous: previous.id,
      added: added.length,
      removed: removed.length,
      changed: changed.length,
      examples: byWeight
        .slice(0, MOST_EXAMPLES)
        .map(
          ({ series, id, date, name, before: from, after }) =>
            `${[series, id, date, name].filter((part) => part !== null).join(' ')}: ${from} became ${after}`,
        ),
    },
    doubts: [
      ...(rewritten > MOST_CHANGED * before.length
        ? [
            fault(
              'rewritten',
              `${rewritten} of ${before.length} observations of the edition before changed by more than ${percent(LARGE)}.`,
            ),
          ]
        : []),
      ...(removed.length > MOST_REMOVED * before.length
        ? [fault('figures_vanished', `${removed.length} of ${before.length} observations of the edition before are gone.`)]
        : []),
    ],
  };
}
