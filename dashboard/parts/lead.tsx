import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

type LeadProps = Readonly<{
  title: string;
  /** The name in the browser's tab, where it is another. */
  tab?: string;
  text?: ComponentChildren;
  children?: ComponentChildren;
}>;

export function Lead({ title, tab = title, text, children }: LeadProps) {
  useTitle(tab);
  return (
    <div class="lead">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {text === undefined ? null : <p>{text}</p>}
      </div>
      {children === undefined ? null : <div class="acts">{children}</div>}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Chokepoint`;
  }, [title]);
}
