import { link } from '../../address/address.ts';
import { Card } from '../../parts/card.tsx';
import { Points } from '../../parts/later.tsx';
import { TableCard } from '../../parts/table.tsx';
import { day, filled, share } from '../../words/language.ts';
import { KINDS, SUBJECT } from '../../words/subject.ts';
import { Source } from './cited.tsx';
import type { OneDocument } from './questions.ts';

const aboutOf = (row: string): string => KINDS[row.split(':')[0] as keyof typeof KINDS] ?? KINDS.other;

export function Sources({ document: { evidence, coverage, limitations } }: OneDocument) {
  // One source is cited by many rows: each of its dates stands once.
  const cited = new Map(
    evidence.map((one) => [`${one.source} ${one.source_url} ${one.date} ${aboutOf(one.row)}`, one]),
  );
  return (
    <>
      <TableCard
        title={SUBJECT.sourcesTab}
        note={coverage === null ? null : filled(SUBJECT.inputsKnown, { part: share(coverage) })}
        none={SUBJECT.noEvidence}
        rows={[...cited.values()]}
        columns={[
          [SUBJECT.source, (one) => <Source {...one} />],
          [SUBJECT.about, ({ row }) => aboutOf(row), 'nowrap'],
          [SUBJECT.of, ({ date }) => (date === null ? null : day(date)), 'nowrap'],
          [SUBJECT.grade, ({ quality }) => SUBJECT[quality as 'A' | 'high'], 'nowrap'],
        ]}
      />
      <Card title={SUBJECT.limits}>
        <Points of={limitations} />
        <p>
          <a href={link('/evidence/method')}>{SUBJECT.method}</a>
        </p>
      </Card>
    </>
  );
}
