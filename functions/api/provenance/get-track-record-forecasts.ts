import type { SheetAddress } from '#domain/track-record/forecast-sheet.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import type { ReadTrackRecord } from '#functions/store/track-record.ts';

/**
 * The canonical JSON of a sheet of forecasts, as it was pinned. Only of runs that the chain has: a run that was never published has sheets
 * too. Throws `not_found`.
 */
export async function trackRecordForecasts(trackRecord: ReadTrackRecord, runId: string, address: SheetAddress): Promise<string> {
  const [head, link, text] = await Promise.all([trackRecord.head(), trackRecord.link(runId), trackRecord.sheet(runId, address)]);
  if (head === null || link === null || runId > head.run_id) {
    const detail = `The chain has no run ${runId}: it was not published, or before runs were pinned. GET /v1/track-record/links lists those that it has.`;
    throw new ExpectedError('not_found', detail, [{ parameter: 'run_id', code: 'unknown_id', detail }]);
  }
  if (text !== null) return text;
  const { subject_type, buyer, part } = address;
  const parts = link.parts.map((one) => `${one.subject_type} ${one.buyer} ${one.part}`);
  const detail = `Run ${runId} has no sheet ${subject_type} ${buyer} ${part}. It has ${parts.join(', ')}.`;
  throw new ExpectedError('not_found', detail, [{ parameter: 'part', code: 'unknown_id', detail }]);
}
