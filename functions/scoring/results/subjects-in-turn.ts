/** Results of runs, a subject after the other, so that two runs of any size can be compared in little room. */
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { ofSubjects, type SubjectResult } from '#functions/store/run-rows.ts';

interface SubjectOfRun {
  readonly type: SubjectType;
  readonly id: string;
}

/** Byte order of type and id: that of the plan of a run. */
export const bySubject = (a: SubjectOfRun, b: SubjectOfRun): number =>
  a.type === b.type ? (a.id === b.id ? 0 : a.id < b.id ? -1 : 1) : a.type < b.type ? -1 : 1;

/** A subject with what this run and the run before found for it, for all buyers; empty where a run does not have it. */
export interface SubjectInTurn<R extends SubjectResult> extends SubjectOfRun {
  readonly is: readonly R[];
  readonly was: readonly R[];
}

interface ResultsOfSubject<R> extends SubjectOfRun {
  readonly results: readonly R[];
}

/** Results that come in batches, by subject. A subject is never cut by the end of a batch. */
async function* bySubjects<R extends SubjectResult>(batches: AsyncIterable<readonly R[]>): AsyncGenerator<ResultsOfSubject<R>> {
  for await (const batch of batches) {
    for (const results of ofSubjects(batch)) {
      const { type, id } = results[0].document.subject;
      yield { type, id, results };
    }
  }
}

/** Subjects of two runs in the order of type and id. Both must be in that order, as runs store them. */
export async function* subjectsInTurn<R extends SubjectResult>(
  run: AsyncIterable<readonly R[]>,
  before: AsyncIterable<readonly R[]>,
): AsyncGenerator<SubjectInTurn<R>> {
  const [now, then] = [bySubjects(run), bySubjects(before)];
  let [is, was] = [await now.next(), await then.next()];
  while (!is.done || !was.done) {
    const order = is.done ? 1 : was.done ? -1 : bySubject(is.value, was.value);
    const { type, id } = (order <= 0 ? is.value : was.value) as ResultsOfSubject<R>;
    yield { type, id, is: order <= 0 && !is.done ? is.value.results : [], was: order >= 0 && !was.done ? was.value.results : [] };
    if (order <= 0) is = await now.next();
    if (order >= 0) was = await then.next();
  }
}

/** Stands for the results of a run where there is none. */
export async function* noResults(): AsyncGenerator<never> {
  // nothing comes
}
