import type { ComponentChildren, SVGAttributes } from 'preact';
import { mark } from './band.tsx';

type DrawingProps = SVGAttributes<SVGSVGElement> &
  Readonly<{
    width: number;
    height: number;
    /** What it shows; without it it is decoration. */
    says?: string;
  }>;

export const Drawing = ({ width, height, says, ...others }: DrawingProps) => (
  <svg
    width={width}
    height={height}
    viewBox={`0 0 ${width} ${height}`}
    {...(says === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': says })}
    {...others}
  />
);

/** What marks mean: a colour of the design tokens, `hatched`, or a drawing of its own; none says something else. */
export const Key = ({
  of,
}: Readonly<{
  of: readonly (readonly [mark: ComponentChildren, text: ComponentChildren])[];
}>) => (
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
