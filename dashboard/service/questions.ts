import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { type ChokepointClient, ChokepointError, chokepointClient } from '#client/chokepoint-client.ts';
import { afterAnswer, afterFailure, type LoadState, type Refusal } from './load-state.ts';

const KEY = 'chokepoint-key';
/** After this a reader is told that the service is slow. */
const SLOW_MS = 2500;
/** How long the page waits before it asks again when nothing has been published yet. */
const ASK_AGAIN_MS = 5000;

/** The key of this tab; it goes when the tab is closed. */
const accessKey = signal(window.sessionStorage.getItem(KEY));
/** Counts what makes every open question be asked anew: another key, a click on "try again", coming back online. */
const round = signal(0);

const clientWith = (key: string | null): ChokepointClient =>
  chokepointClient({ url: window.location.origin, tries: 1, ...(key === null ? {} : { key }) });
let client = clientWith(accessKey.value);

/** Takes a key for this tab, `null` to forget it, and asks everything again. */
export function setAccessKey(key: string | null): void {
  if (key === null) window.sessionStorage.removeItem(KEY);
  else window.sessionStorage.setItem(KEY, key);
  accessKey.value = key;
  client = clientWith(key);
  answers.clear();
  askAgain();
}

export const hasAccessKey = (): boolean => accessKey.value !== null;

export function askAgain(): void {
  pending.clear();
  round.value += 1;
}
window.addEventListener('online', askAgain);

/** A question to the service. `name` tells one from another: questions with the same name have the same answer. */
export interface Question<T> {
  readonly name: string;
  readonly ask: (client: ChokepointClient) => Promise<T>;
  /** Why an answer holds nothing to show, or `null` when it does. */
  readonly emptyBecause: (value: T) => string | null;
}

const answers = new Map<string, unknown>();
const pending = new Map<string, Promise<unknown>>();

/** Sends a question, or joins the one under way. */
function askOnce<T>(question: Question<T>): Promise<T> {
  const underWay = pending.get(question.name) as Promise<T> | undefined;
  if (underWay !== undefined) return underWay;
  const asked = question.ask(client).then((answer) => {
    answers.set(question.name, answer);
    return answer;
  });
  pending.set(question.name, asked);
  asked.then(
    () => window.setTimeout(() => pending.delete(question.name), 0),
    () => pending.delete(question.name),
  );
  return asked;
}

const refusalOf = (error: unknown): Refusal | null => (error instanceof ChokepointError ? error.problem : null);

/** Where a question stands, asked when the component appears and whenever the question or the key changes. `null` asks nothing. */
export function useAnswer<T>(question: Question<T> | null): LoadState<T> {
  const name = question?.name ?? '';
  const [held, hold] = useState<{ readonly name: string; readonly state: LoadState<T> }>({ name, state: { kind: 'loading', slow: false } });
  const turn = round.value;
  useEffect(() => {
    if (question === null) return;
    let isCurrent = true;
    let later = 0;
    const show = (state: LoadState<T>): void => {
      if (isCurrent) hold({ name, state });
    };
    const earlier = answers.get(name) as T | undefined;
    show(earlier === undefined ? { kind: 'loading', slow: false } : afterAnswer(earlier, question.emptyBecause));
    if (earlier === undefined) later = window.setTimeout(() => show({ kind: 'loading', slow: true }), SLOW_MS);
    askOnce(question).then(
      (value) => {
        window.clearTimeout(later);
        show(afterAnswer(value, question.emptyBecause));
      },
      (error: unknown) => {
        window.clearTimeout(later);
        const state = afterFailure(refusalOf(error), navigator.onLine, answers.get(name) as T | undefined);
        show(state);
        if (isCurrent && refusalOf(error)?.code === 'nothing_published') later = window.setTimeout(askAgain, ASK_AGAIN_MS);
      },
    );
    return () => {
      isCurrent = false;
      window.clearTimeout(later);
    };
  }, [name, turn]);
  if (held.name === name) return held.state;
  const earlier = question === null ? undefined : (answers.get(name) as T | undefined);
  return earlier === undefined || question === null ? { kind: 'loading', slow: false } : afterAnswer(earlier, question.emptyBecause);
}

/** Sends something that is to be stored, and asks every open question anew. Resolves to why it was refused; null: it was not. */
export async function tell(work: (client: ChokepointClient) => Promise<unknown>): Promise<string | null> {
  try {
    await work(client);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  askAgain();
  return null;
}
