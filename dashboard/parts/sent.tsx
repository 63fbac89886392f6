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
 * What became of the last write, in words, and a function that writes. It says whether that worked, and loads again
 * everything that is shown; a text to which `work` resolves is shown.
 */
export function useWrite(): readonly [
  outcome: ComponentChildren,
  write: (work: () => Promise<unknown>) => Promise<boolean>,
] {
  const [text, show] = useState<string | null>(null);
  const write = async (work: () => Promise<unknown>): Promise<boolean> => {
    show(WORDS.oneMoment);
    const [isDone, result] = await work().then(
      (done) => [true, done] as const,
      (error: unknown) => [false, reasonOf(error)] as const,
    );
    await askAgain();
    show(typeof result === 'string' ? result : null);
    return isDone;
  };
  return [<output class="lines">{text}</output>, write];
}
