import { day } from '../../words/language.ts';
import type { Explanation } from './questions.ts';

type Evidence = Explanation['evidence'][number];

export const Source = ({ source, source_url: url }: Pick<Evidence, 'source' | 'source_url'>) =>
  url === null ? (
    <span lang="en">{source}</span>
  ) : (
    <a lang="en" href={url} rel="noreferrer">
      {source}
    </a>
  );

export function Cited({
  rows,
  evidence,
}: Readonly<{
  rows: readonly string[];
  evidence: readonly Evidence[];
}>) {
  const cited = new Map(
    evidence.filter(({ row }) => rows.includes(row)).map((one) => [`${one.source} ${one.source_url}`, one]),
  );
  return (
    <span class="sub">
      {[...cited].map(([key, one], n) => (
        <span key={key}>
          {n === 0 ? '' : ' · '}
          <Source {...one} /> {one.date === null ? null : day(one.date)}
        </span>
      ))}
    </span>
  );
}
