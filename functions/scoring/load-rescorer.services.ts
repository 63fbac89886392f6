import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import { publishedScores } from '#functions/api/published-run/published-scores.services.ts';
import { beginComputing } from '#functions/http/computing.ts';
import { runDocument } from '#functions/store/scores/published-scores.ts';
import type { LoadRescorer } from '../api/published-run/rescorer.ts';

let kept: Readonly<{ run: string; measures: Promise<readonly PolicyRow[]> }> | null = null;

async function measuresThatCameIn(): Promise<readonly PolicyRow[]> {
  const scores = publishedScores();
  const run = (await scores.currentRun())?.run_id;
  if (run === undefined) return [];
  if (kept?.run !== run) {
    const measures = runDocument(scores, run, 'measures', measuresDocumentSchema).then(
      ({ measures: rows }) => {
        const ids = new Set(rows.filter(({ row }) => row.startsWith('observation:')).map(({ id }) => id));
        return rows.filter(({ id }) => ids.has(id));
      },
    );
    kept = { run, measures };
    measures.catch(() => {
      kept = null;
    });
  }
  return kept.measures;
}

/**
 * Loads the rescorer, which carries all facts, for an earlier day without a run and for custom suppliers. The
 * bundler puts it into a file of its own.
 */
export const loadRescorer: LoadRescorer = async () => {
  beginComputing();
  const [{ rescorerWith }, measures] = await Promise.all([
    import('./rescorer.services.ts'),
    measuresThatCameIn(),
  ]);
  return rescorerWith(measures);
};
