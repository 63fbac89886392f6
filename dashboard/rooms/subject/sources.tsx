import { link } from '../../address/address.ts';
import { Card, TableCard } from '../../parts/card.tsx';
import { Points } from '../../parts/points.tsx';
import { day, share } from '../../words/language.ts';
import { KINDS, WORDS } from '../../words/subject.ts';
import { Source } from './cited.tsx';
import type { Explanation } from './questions.ts';

/** What a fact is about, by the first part of the name of its row. */
const aboutOf = (row: string): string => KINDS[row.split(':')[0] as keyof typeof KINDS] ?? KINDS.other;

/** What the chance rests on: every source that is cited, and what is not seen. */
export function Sources({
  document: { evidence, coverage, limitations },
}: {
  readonly document: Explanation;
}) {
  // One source is cited by many rows: each of its dates stands once.
  const cited = new Map(
    evidence.map((one) => [`${one.source} ${one.source_url} ${one.date} ${aboutOf(one.row)}`, one]),
  );
  return (
    <>
      <TableCard
        title={WORDS.sourcesTab}
        note={coverage === null ? null : WORDS.inputsKnown(share(coverage))}
        none={WORDS.noEvidence}
        rows={[...cited.values()]}
        columns={[
          [WORDS.source, (one) => <Source {...one} />],
          [WORDS.about, ({ row }) => aboutOf(row), 'nowrap'],
          [WORDS.of, ({ date }) => (date === null ? null : day(date)), 'nowrap'],
          [WORDS.grade, ({ quality }) => WORDS[quality as 'A' | 'high']],
        ]}
      />
      <Card title={WORDS.limits}>
        <Points of={limitations} />
        <p>
          <a href={link('/evidence/method')}>{WORDS.method}</a>
        </p>
      </Card>
    </>
  );
}
