import { type BatchRequest, bySubject } from '#contracts/run/run-messages.ts';
import type { RunRows, SubjectResult } from '#functions/store/run-rows.ts';

/** A subject with what two runs found for it, for all buyers; empty where a run does not have it. */
export interface SubjectOfTwoRuns {
  readonly is: readonly SubjectResult[];
  readonly was: readonly SubjectResult[];
}

/** Subjects of the stretch of a batch in this run and an earlier one, in the order of type and id. `earlier`: `null` where there is none. */
export async function subjectsOfTwoRuns(
  { batch, subjects, until }: BatchRequest,
  results: readonly SubjectResult[],
  earlier: string | null,
  rows: Pick<RunRows, 'stretch'>,
): Promise<readonly SubjectOfTwoRuns[]> {
  const from = batch === 0 ? null : (subjects[0] ?? null);
  const before = earlier === null ? [] : await rows.stretch(earlier, from, until);
  const keyOf = ({ document: { subject } }: SubjectResult): string => `${subject.type}#${subject.id}`;
  const [is, was] = [Map.groupBy(results, keyOf), Map.groupBy(before, keyOf)];
  const all = new Map([...before, ...results].map((result) => [keyOf(result), result.document.subject]));
  return [...all].sort(([, a], [, b]) => bySubject(a, b)).map(([key]) => ({ is: is.get(key) ?? [], was: was.get(key) ?? [] }));
}
