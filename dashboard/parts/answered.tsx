import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ChokepointError } from '#client/chokepoint-client.ts';
import { focusAfterMove } from '../address/address.ts';
import { isOutage, type Question, reasonOf, useAnswer } from '../service/query.ts';
import { WORDS } from '../words/shell.ts';

type AnsweredProps<T> = Readonly<{
  to: Question<T> | null;
  /** Height that its content has, in CSS units, so that nothing below jumps when it comes. */
  room: string;
  children: (value: T) => ComponentChildren;
}>;

/**
 * Draws an answer, the last one while a newer is under way. Until there is one its place is kept. What the
 * service refuses is shown here.
 */
export function Answered<T>({ to, room, children }: AnsweredProps<T>) {
  const { data, error } = useAnswer(to);
  useEffect(focusAfterMove, [data === undefined]); // the heading may come with the answer
  if (data !== undefined) return <>{children(data)}</>;
  if (isOutage(error) && error !== null) return <p class="notice">{WORDS.noAnswer}</p>;
  const { code, status } = error instanceof ChokepointError ? error.problem : { code: '', status: 500 };
  if (code === 'nothing_published')
    return (
      <div class="notice" style={{ minHeight: room }} role="status">
        <h2>{WORDS.firstScoresTitle}</h2>
        <p class="muted">{WORDS.firstScoresText}</p>
      </div>
    );
  if (status < 500)
    return (
      <div class="notice bad" role="alert">
        {reasonOf(error)}
      </div>
    );
  return <div class="waiting" style={{ minHeight: room }} aria-busy={to !== null} />;
}
