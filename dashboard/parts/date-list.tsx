import type { ComponentChildren } from 'preact';
import { day } from '../words/language.ts';
import { inDays } from '../words/shell.ts';

interface DateListProps {
  readonly of: readonly Readonly<{
    key: string;
    date: string;
    /** Days until then; negative: it is over. */
    ahead?: number;
    text: ComponentChildren;
  }>[];
}

export const DateList = ({ of }: DateListProps) => (
  <ul class="dates bare">
    {of.map(({ key, date, ahead = -1, text }) => (
      <li key={key}>
        <time dateTime={date}>
          <b>{day(date)}</b>
          {ahead < 0 ? null : <span class="muted">{inDays(ahead)}</span>}
        </time>
        <div>{text}</div>
      </li>
    ))}
  </ul>
);
