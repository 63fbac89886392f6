import { hash } from 'node:crypto';
import { BUYERS, type SubjectType } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';

const TYPES: readonly SubjectType[] = ['element', 'supplier', 'country'];
/** Subjects explained for each ranking: enough to meet every kind of row, few enough for a run of any size. */
const EXPLAINED = 3;

/**
 * Reads a run as its readers do: the first page of every ranking with all its documents, and for the first subjects on it the score, the
 * explanation and the history of the year. Answers a sha256 for each kind of read, by its name.
 */
export async function readsOf(scores: PublishedScores, runId: string): Promise<ReadonlyMap<string, string>> {
  const run = await scores.run(runId);
  const found = new Map<string, string>([[`run ${runId}`, hashOf(run)]]);
  const year = Number(run?.as_of.slice(0, 4));
  for (const type of TYPES) {
    for (const buyer of BUYERS) {
      const page = await scores.rankingPage(runId, type, buyer, 0);
      found.set(`ranking of ${type}s for ${buyer}`, hashOf(page));
      for (const { subject } of page?.rows.slice(0, EXPLAINED) ?? []) {
        const key = { type, id: subject.id, buyer };
        const [score, explanation, history] = await Promise.all([
          scores.scoreJson(runId, key),
          scores.explanation(runId, key),
          scores.history(key, year),
        ]);
        found.set(
          `${type} ${subject.id} for ${buyer}`,
          hashOf([score, explanation, history.filter(({ as_of }) => as_of <= (run?.as_of ?? ''))]),
        );
      }
    }
  }
  return found;
}

const hashOf = (read: unknown): string => hash('sha256', JSON.stringify(read ?? null));

/** Names of the reads that one side answers otherwise than the other, in byte order. */
export function readsThatDiffer(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name)).sort();
}
