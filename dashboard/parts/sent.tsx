import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { askAgain, reasonOf } from '../service/query.ts';
import { WORDS } from '../words/shell.ts';

/** Fields of a form that is sent, as texts, by name, that of the button too. */
export const fieldsOf = (event: SubmitEvent): Readonly<Record<string, string>> =>
  Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement, event.submitter)) as Record<
    string,
    string
  >;

/** What a form of which nothing is kept does when it is sent. */
export const onSent =
  (work: (fields: Readonly<Record<string, string>>) => unknown) =>
  (event: SubmitEvent): void => {
    event.preventDefault();
    work(fieldsOf(event));
  };

/**
 * What became of the last write, in words, and how to begin one, which resolves to whether it worked: everything
 * shown is asked anew after it.
 */
export function useTold(): readonly [
  told: ComponentChildren,
  write: (work: () => Promise<unknown>) => Promise<boolean>,
] {
  const [told, tell] = useState<string | null>(null);
  const write = async (work: () => Promise<unknown>): Promise<boolean> => {
    tell(WORDS.oneMoment);
    const [isDone, text] = await work().then(
      (done) => [true, done] as const,
      (error: unknown) => [false, reasonOf(error)] as const,
    );
    await askAgain();
    tell(typeof text === 'string' ? text : null);
    return isDone;
  };
  return [<output class="lines">{told}</output>, write];
}
