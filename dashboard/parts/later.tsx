import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface LaterProps {
  readonly name: string;
  readonly class?: string;
  readonly children: () => ComponentChildren;
}

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
}: {
  readonly of: readonly string[];
  readonly class?: string;
}) => (
  <ul class={classes}>
    {of.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);
