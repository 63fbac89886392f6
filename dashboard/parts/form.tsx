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
     * Gets the fields as texts, by name, that of the button too, and all there is of them. `true`: they are stored,
     * and what was typed is not needed any longer.
     */
    sent: (fields: Readonly<Record<string, string>>, all: FormData) => Promise<boolean>;
  }>;

/**
 * A form that keeps what is typed while this tab is open, each client its own: neither the end of a session nor
 * another view or language takes it away.
 */
export function Form({ name, sent, ...others }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const key = `${useAnswer(STATUS).data?.access.client} ${name}`;
  useLayoutEffect(() => {
    const kept = new URLSearchParams(sessionStorage.getItem(key) ?? '');
    if (kept.size === 0) return;
    for (const field of form.current?.elements ?? []) {
      if (field instanceof HTMLInputElement && field.type === 'checkbox')
        field.checked = kept.getAll(field.name).includes(field.value);
      else if (kept.has(field.getAttribute('name') ?? ''))
        (field as HTMLInputElement).value = kept.get((field as HTMLInputElement).name) ?? '';
    }
  }, [key]);
  return (
    <form
      {...others}
      name={name}
      ref={form}
      onInput={({ currentTarget }) => {
        const typed = [...new FormData(currentTarget)].filter(([, value]) => typeof value === 'string');
        sessionStorage.setItem(key, String(new URLSearchParams(typed as [string, string][])));
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const { currentTarget } = event;
        void sent(fieldsOf(event), new FormData(currentTarget)).then((isStored) => {
          if (!isStored) return;
          sessionStorage.removeItem(key);
          currentTarget.reset();
        });
      }}
    />
  );
}
