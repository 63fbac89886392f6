import type { ComponentChildren } from 'preact';
import { type Column, Table } from './table.tsx';

interface CardProps {
  readonly title: ComponentChildren;
  /** Stands beside the title; `acts`: what can be done with it. */
  readonly note?: ComponentChildren;
  readonly acts?: ComponentChildren;
  readonly id?: string;
  readonly children: ComponentChildren;
}

export const Card = ({ title, note = null, acts = null, id, children }: CardProps) => (
  <section class="card" id={id}>
    <header>
      <h2>{title}</h2>
      {note === null ? null : <p>{note}</p>}
      {acts === null ? null : <div class="acts">{acts}</div>}
    </header>
    {children}
  </section>
);

interface TableCardProps<T> extends Omit<CardProps, 'children'> {
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly class?: string;
  /** What is said where there are no rows; without it the whole part is left out. */
  readonly none?: string;
}

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
