import { changesBand, withCauseLabels } from '#domain/explanations/changes/change-document.ts';
import type { RunEvent } from '#functions/store/run-events.ts';
import type { RunRecord } from '#functions/store/run-ledger.ts';
import type { PublishedChange } from '#functions/store/score-changes.ts';

/**
 * Events of a run in the order of the feed: one for each change, a second where it changes the band, and at the end that the run is
 * completed. Made only from what is published, so that sending again gives the same events with the same ids.
 */
export function runEvents(run: RunRecord, previous: RunRecord | null, changes: readonly PublishedChange[]): readonly RunEvent[] {
  const ofBand = changes.filter(changesBand);
  return [
    ...changes.map((change) => changeEvent('score.changed', change)),
    ...ofBand.map((change) => changeEvent('band.changed', change)),
    {
      type: 'run.completed',
      detail: {
        event_id: `run.completed:${run.run_id}`,
        run_id: run.run_id,
        previous_run_id: previous?.run_id ?? null,
        as_of: run.as_of,
        known_at: run.known_at,
        started_at: run.started_at,
        methodology: run.methodology,
        score_changes: changes.length,
        band_changes: ofBand.length,
      },
    },
  ];
}

function changeEvent(type: 'score.changed' | 'band.changed', { position: _place, ...change }: PublishedChange): RunEvent {
  return { type, detail: { event_id: `${type}:${change.seq}`, ...withCauseLabels(change) } };
}
