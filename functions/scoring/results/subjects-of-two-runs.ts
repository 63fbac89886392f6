import { type BatchRequest, bySubject } from '#contracts/run/run-messages.ts';
import type { BatchResult, RunRows, SubjectResult } from '#functions/store/runs/run-rows.ts';

/** For all buyers; empty where a run does not have it. */
export type SubjectOfTwoRuns<Result> = Readonly<{
  is: readonly Result[];
  was: readonly BatchResult[];
}>;

const bySubjects = <Result extends SubjectResult>(results: readonly Result[]) => [
  ...Map.groupBy(results, ({ document: { subject } }) => `${subject.type}#${subject.id}`).values(),
];

const inOrder = ([one]: readonly SubjectResult[], [other]: readonly SubjectResult[]) =>
  one === undefined || other === undefined ? 0 : bySubject(one.document.subject, other.document.subject);

/** The stretch of a batch, by type and id; those of the earlier run are never all in memory. */
export async function* subjectsOfTwoRuns<Result extends SubjectResult>(
  { batch, subjects, until }: BatchRequest,
  results: readonly Result[],
  earlier: string | null,
  rows: Pick<RunRows, 'stretch'>,
): AsyncGenerator<SubjectOfTwoRuns<Result>> {
  const now = bySubjects(results);
  const before =
    earlier === null ? [] : rows.stretch(earlier, batch === 0 ? null : (subjects[0] ?? null), until);
  for await (const some of before) {
    for (const was of bySubjects(some)) {
      while (now[0] !== undefined && inOrder(now[0], was) < 0) yield { is: now.shift() ?? [], was: [] };
      yield { is: now[0] !== undefined && inOrder(now[0], was) === 0 ? (now.shift() ?? []) : [], was };
    }
  }
  for (const is of now) yield { is, was: [] };
}
