import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Width of a drawing on A4, in CSS pixels: paper is laid out after the last drawing for the screen. */
const ON_PAPER = 640;

type SizedProps = Readonly<{
  /** Height of the drawing in CSS pixels, before its width is known too. */
  height: number;
  children: (width: number) => ComponentChildren;
}>;

/** Draws for the width that there is, and again when that changes: text in a drawing keeps its size. */
export function Sized({ height, children }: SizedProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, measured] = useState(0);
  useLayoutEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    measured(current.clientWidth);
    const observer = new ResizeObserver(
      ([entry]) => entry !== undefined && measured(Math.floor(entry.contentRect.width)),
    );
    observer.observe(current);
    const left = new AbortController();
    window.addEventListener('beforeprint', () => measured(ON_PAPER), left);
    window.addEventListener('afterprint', () => measured(current.clientWidth), left);
    return () => {
      observer.disconnect();
      left.abort();
    };
  }, []);
  return (
    <div class="sized" ref={place} style={{ '--room': `${height}px` }}>
      {width === 0 ? null : children(width)}
    </div>
  );
}
