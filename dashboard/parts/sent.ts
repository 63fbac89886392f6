import { useState } from 'preact/hooks';
import { askAgain, reasonOf } from '../service/query.ts';

/** What a form does when it is sent: gets its fields as texts, by name, that of the button too. */
export const onSent =
  (work: (fields: Readonly<Record<string, string>>) => unknown) =>
  (event: SubmitEvent): void => {
    event.preventDefault();
    work(
      Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement, event.submitter)) as Record<
        string,
        string
      >,
    );
  };

/** What became of the last write, in words, and how to begin one: everything shown is asked anew after it. */
export function useTold(): readonly [
  told: string | null,
  write: (work: () => Promise<string | null>) => Promise<void>,
] {
  const [told, tell] = useState<string | null>(null);
  const write = async (work: () => Promise<string | null>): Promise<void> => {
    tell(await work().catch(reasonOf));
    await askAgain();
  };
  return [told, write];
}
