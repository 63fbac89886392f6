import type { ComponentChildren } from 'preact';
import { Card, type CardProps } from './card.tsx';

/**
 * `classes`: `num`, `long`, `off-phone`, `wide-only`; `named` where the name is repeated when rows become
 * blocks.
 */
export type Column<T> = readonly [
  name: ComponentChildren,
  cell: (row: T) => ComponentChildren,
  classes?: string,
];

type TableProps<T> = Readonly<{
  rows: readonly T[];
  /** The first names the row. */
  columns: readonly Column<T>[];
  class?: string;
}>;

export const Table = <T,>({ rows, columns, class: classes = 'plain stack' }: TableProps<T>) => (
  <table class={classes}>
    {columns.every(([name]) => name === '') ? null : (
      <thead>
        <tr>
          {columns.map(([name, , of], n) =>
            name === '' ? (
              <td key={n} class={of} />
            ) : (
              <th key={n} scope="col" class={of}>
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
    )}
    <tbody>
      {rows.map((row, at) => (
        <tr key={at}>
          {columns.map(([name, cell, of], n) =>
            n === 0 ? (
              <th key={n} scope="row" class={of}>
                {cell(row)}
              </th>
            ) : (
              <td key={n} class={of} data-name={of?.includes('named') ? String(name) : undefined}>
                {cell(row)}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

type TableCardProps<T> = Omit<CardProps, 'children'> &
  Readonly<{
    rows: readonly T[];
    columns: readonly Column<T>[];
    class?: string;
    /** What is said where there are no rows; without it the whole part is left out. */
    none?: string;
  }>;

export const TableCard = <T,>({ rows, columns, class: classes, none, ...card }: TableCardProps<T>) =>
  rows.length === 0 && none === undefined ? null : (
    <Card {...card}>
      {rows.length === 0 ? (
        <p class="muted">{none}</p>
      ) : (
        <Table rows={rows} columns={columns} {...(classes && { class: classes })} />
      )}
    </Card>
  );
