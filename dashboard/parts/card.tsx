import type { ComponentChildren } from 'preact';

export type CardProps = Readonly<{
  title: ComponentChildren;
  /** Stands beside the title; `acts`: what can be done with it. */
  note?: ComponentChildren;
  acts?: ComponentChildren;
  id?: string;
  children: ComponentChildren;
}>;

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
