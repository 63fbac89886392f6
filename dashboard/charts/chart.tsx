import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** The numbers of a chart for those who read them instead of looking. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}

interface ChartProps {
  /** Names the quantity and its unit. */
  readonly title: string;
  /** One sentence that says what there is to see, out of the numbers shown. */
  readonly finding: ComponentChildren;
  /** Where the numbers come from. */
  readonly source: ComponentChildren;
  readonly table: ChartTable;
  /** Draws the chart for a width in CSS pixels. */
  readonly children: (width: number) => ComponentChildren;
}

const FIRST_WIDTH = 680;

/** A chart cannot be made without a title, a finding, a source and its numbers as a table. */
export function Chart({ title, finding, source, table, children }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, measure] = useState(FIRST_WIDTH);
  const [isOpen, open] = useState(false);
  useEffect(() => {
    if (box.current === null) return;
    const seen = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) measure(Math.round(entry.contentRect.width));
    });
    seen.observe(box.current);
    return () => seen.disconnect();
  }, []);
  return (
    <figure class="chart">
      <figcaption>
        <h2>{title}</h2>
        <p>{finding}</p>
      </figcaption>
      <div ref={box} class="drawing">
        {children(width)}
      </div>
      <details onToggle={(event) => open(event.currentTarget.open)}>
        <summary>These numbers as a table</summary>
        {isOpen ? <Rows table={table} name={title} /> : null}
      </details>
      <p class="source">Source: {source}</p>
    </figure>
  );
}

/** A plain table; wide ones scroll within their box, which the keyboard reaches. */
export const Rows = ({ table: { head, rows }, name }: { readonly table: ChartTable; readonly name: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
  <section class="wide" tabIndex={0} aria-label={`Table: ${name}`}>
    <table>
      <thead>
        <tr>
          {head.map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, at) => (
          <tr key={at}>
            {cells.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
