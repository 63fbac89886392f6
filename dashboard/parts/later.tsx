import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

type LaterProps = Readonly<{
  name: string;
  class?: string;
  children: () => ComponentChildren;
}>;

export function Later({ name, class: classes, children }: LaterProps) {
  const [isOpen, open] = useState(false);
  return (
    <details class={classes} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{name}</summary>
      {isOpen ? children() : null}
    </details>
  );
}

export const Points = ({
  of,
  class: classes,
}: Readonly<{
  of: readonly string[];
  class?: string;
}>) => (
  <ul class={classes}>
    {of.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);
