import type { ComponentChildren } from 'preact';
import { mark } from './band.tsx';

/** What marks mean: a colour of the design tokens, `hatched`, or a drawing of its own; none says something else. */
export const Key = ({
  of,
}: {
  readonly of: readonly (readonly [mark: ComponentChildren, text: ComponentChildren])[];
}) => (
  <p class="key">
    {of.map(([drawn, text], n) => (
      <span key={n}>
        {typeof drawn === 'string' ? (
          <i {...(drawn === 'hatched' ? { class: drawn } : { style: mark(drawn) })} aria-hidden="true" />
        ) : (
          drawn
        )}
        {text}
      </span>
    ))}
  </p>
);
