import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Width of a drawing on A4, in CSS pixels: paper is laid out after the last drawing for the screen. */
const ON_PAPER = 640;

interface SizedProps {
  /** Height that the drawing has, in CSS units, before its width is known too. */
  readonly height: number;
  readonly children: (width: number) => ComponentChildren;
}

/** Draws for the width that there is, and again when that changes: text in a drawing keeps its size. */
export function Sized({ height, children }: SizedProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, measured] = useState(0);
  useLayoutEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    measured(current.clientWidth);
    const observer = new ResizeObserver(([entry]) => entry !== undefined && measured(Math.floor(entry.contentRect.width)));
    observer.observe(current);
    const onPaper = (): void => measured(ON_PAPER);
    const onScreen = (): void => measured(current.clientWidth);
    window.addEventListener('beforeprint', onPaper);
    window.addEventListener('afterprint', onScreen);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', onPaper);
      window.removeEventListener('afterprint', onScreen);
    };
  }, []);
  return (
    <div class="sized" ref={place} style={{ '--room': `${height}px` }}>
      {width === 0 ? null : children(width)}
    </div>
  );
}
