import type { SVGAttributes } from 'preact';

interface DrawingProps extends SVGAttributes<SVGSVGElement> {
  readonly width: number;
  readonly height: number;
  /** What it shows; without it it is decoration. */
  readonly says?: string;
}

/** A drawing of so many pixels. */
export const Drawing = ({ width, height, says, ...others }: DrawingProps) => (
  <svg
    width={width}
    height={height}
    viewBox={`0 0 ${width} ${height}`}
    {...(says === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': says })}
    {...others}
  />
);
