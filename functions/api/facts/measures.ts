import type * as z from 'zod';
import type { MeasuresQuery } from '#contracts/api/facts-requests.ts';
import { measuresDocumentSchema, type policyRowSchema } from '#contracts/run/run-documents.ts';
import { isScored, measureLabel, type NoWeightReason, noWeightBecause } from '#domain/explanations/labels.ts';
import { hitsBuyer, mayReach } from '#domain/method/measure.ts';
import { type MeasureState, registerOn, stepDate } from '#domain/method/register.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Message } from '#domain/vocabulary/score-document.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { runDocument } from '../published-run/run-documents.ts';

export type PublishedPolicyRow = z.output<typeof policyRowSchema>;

export interface MeasureEntry extends PublishedPolicyRow {
  readonly state: MeasureState;
  readonly on: string;
  readonly next_step: { readonly date: string; readonly what: string } | null;
  /** Day after the end of a suspension on which nobody has decided. */
  readonly undecided_since: string | null;
  readonly in_score: boolean;
  readonly no_weight_because: NoWeightReason | null;
  readonly label: string;
  readonly label_code: string;
  readonly label_params: Message['params'];
}

/** Every row that was public on a day (or by `knownAt`), with its state on it and its next dated step; newest announcement first. */
function measuresOnDay(rows: readonly PublishedPolicyRow[], on: string, knownAt: string = on): readonly MeasureEntry[] {
  const counted = new Set(rows.filter(isScored).map(({ id }) => id));
  const entries = registerOn(rows, dayNumber(on), dayNumber(knownAt)).map(({ row, state, next }): MeasureEntry => {
    const isUndecided = next?.what === 'undecided';
    return {
      ...row,
      ...measureLabel(row),
      state,
      on,
      next_step: next === null || isUndecided ? null : { date: stepDate(next), what: next.what },
      undecided_since: next !== null && isUndecided ? stepDate(next) : null,
      // A measure of a client is in no published score.
      in_score: row.custom !== true && isScored(row),
      no_weight_because: noWeightBecause(row, state, (id) => counted.has(id)),
    };
  });
  return entries.sort((left, right) =>
    left.announced === right.announced ? (left.id < right.id ? -1 : 1) : left.announced < right.announced ? 1 : -1,
  );
}

/**
 * Measures with their states on a day: one read. `custom`: measures of the client that asks, where it
 * wants them.
 */
export async function listMeasures(
  scores: PublishedScores,
  runId: string,
  query: MeasuresQuery & { readonly on: string; readonly known_at: string },
  at: Paging['at'],
  custom: readonly PublishedPolicyRow[] | null = null,
): Promise<Page<MeasureEntry>> {
  const { measures: register } = await runDocument(scores, runId, 'measures', measuresDocumentSchema);
  const measures =
    custom === null ? register : query.custom === 'only' ? custom : [...register.map((row) => ({ ...row, custom: false })), ...custom];
  const found = measuresOnDay(measures, query.on, query.known_at).filter((entry) => matches(entry, query));
  const start = typeof at?.[0] === 'number' ? at[0] : 0;
  const end = start + query.limit;
  return { rows: found.slice(start, end), at: end < found.length ? [end] : null };
}

function matches(entry: MeasureEntry, { state, direction, origin, target, element }: MeasuresQuery): boolean {
  return (
    (state === undefined || entry.state === state) &&
    (direction === undefined || entry.direction === direction) &&
    (origin === undefined || entry.origins.includes(origin)) &&
    (target === undefined || hitsBuyer(entry.targets, target)) &&
    (element === undefined || mayReach([...entry.elements, ...(entry.mapping?.applies.flatMap((part) => part.elements) ?? [])], element))
  );
}
