import { picked } from '../vocabulary/picked.ts';
import type { HistoryPoint, ScoreDocument } from '../vocabulary/score-document.ts';

export function historyPoint(
  { document, drivers }: Readonly<{ document: ScoreDocument; drivers: HistoryPoint['drivers'] }>,
  origin: HistoryPoint['origin'],
): HistoryPoint {
  return {
    ...picked(document, 'as_of', 'score', 'band'),
    p05: document.interval?.p05 ?? null,
    p50: document.interval?.p50 ?? null,
    p95: document.interval?.p95 ?? null,
    ...picked(document, 'now', 'scarce', 'scarce_now'),
    scarce_p05: document.scarce_interval?.p05 ?? null,
    scarce_p95: document.scarce_interval?.p95 ?? null,
    ...picked(document, 'state', 'may_begin', 'security', 'stage'),
    drivers,
    methodology: document.methodology.version,
    origin,
    run_id: origin === 'published' ? document.run_id : null,
  };
}
