/** Entry point of a worker of the pool in rescoring-threads.ts: it scores other days and custom suppliers for requests. */
import { recentOf } from '#domain/numbers/memoized.ts';
import type { Rescorer, ScoreStored } from '#functions/ports/rescorer.ts';
import { rescorer } from '#functions/rescoring/rescorer.ts';

/** Which scorer of custom suppliers is asked, by the call that gives it. */
type ScorerCall =
  | { readonly method: 'customSuppliers'; readonly given: Parameters<Rescorer['customSuppliers']> }
  | { readonly method: 'customSuppliersOn'; readonly given: Parameters<Rescorer['customSuppliersOn']> };

/** A question to the rescorer, or to a scorer of custom suppliers that it gives, as plain values. */
export type RescoringWork =
  | { readonly method: 'find' | 'explained' | 'ranking' | 'signals'; readonly given: readonly unknown[] }
  | { readonly of: ScorerCall; readonly method: keyof ScoreStored; readonly given: readonly unknown[] };

/** Scorers of the calls that came last: the suppliers of a page are asked for one by one. */
const REMEMBERED = 4;
const scorers: { readonly key: string; readonly scorer: ScoreStored }[] = [];

const scorerOf = (call: ScorerCall): ScoreStored => {
  const key = JSON.stringify(call);
  const made = () =>
    call.method === 'customSuppliers' ? rescorer.customSuppliers(...call.given) : rescorer.customSuppliersOn(...call.given);
  return recentOf(
    scorers,
    (one) => one.key === key,
    REMEMBERED,
    () => ({ key, scorer: made() }),
  ).scorer;
};

type Answering = (...given: readonly unknown[]) => Promise<unknown>;

/** Answers a question. The pool loads this by its name. */
export async function rescore(work: RescoringWork): Promise<unknown> {
  const scorer = 'of' in work ? scorerOf(work.of) : rescorer;
  const answer = scorer[work.method as keyof typeof scorer] as Answering;
  return answer(...work.given);
}

/** Versions of the rescorer, which never change; asked once. */
export const describe = async (): Promise<Pick<Rescorer, 'methodologies' | 'withEndUses'>> => ({
  methodologies: rescorer.methodologies,
  withEndUses: rescorer.withEndUses,
});
