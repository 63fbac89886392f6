import type { FormHTMLAttributes } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useAnswer } from '../service/query.ts';
import { STATUS } from '../service/questions.ts';
import { fieldsOf } from './sent.tsx';

type FormProps = Omit<FormHTMLAttributes, 'onSubmit' | 'onInput'> &
  Readonly<{
    /** Tells what is typed here from other forms. */
    name: string;
    /**
     * Gets the fields as texts, by name, that of the button too. `true`: they are stored, and what was typed is not
     * needed any longer.
     */
    sent: (fields: Readonly<Record<string, string>>) => Promise<boolean>;
  }>;

/**
 * A form that keeps what is typed, and nothing else, while this tab is open, each client its own: neither the end
 * of a session nor another view or language takes it away, nor does it bring back what others have changed.
 */
export function Form({ name, sent, ...others }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const key = `${useAnswer(STATUS).data?.access.client} ${name}`;
  useLayoutEffect(() => {
    const kept = new URLSearchParams(sessionStorage.getItem(key) ?? '');
    for (const [name, value] of kept) {
      const field = form.current?.elements.namedItem(name) ?? null;
      if (field !== null) (field as HTMLInputElement).value = value;
    }
  }, [key]);
  return (
    <form
      {...others}
      name={name}
      ref={form}
      onInput={({ target }) => {
        const { name: of, value } = target as HTMLInputElement;
        if (of === '') return; // a file has no text
        const kept = new URLSearchParams(sessionStorage.getItem(key) ?? '');
        kept.set(of, value);
        sessionStorage.setItem(key, String(kept));
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const { currentTarget } = event;
        void sent(fieldsOf(event)).then((isStored) => {
          if (!isStored) return;
          sessionStorage.removeItem(key);
          currentTarget.reset();
        });
      }}
    />
  );
}
