import { subjectLink } from '../../address/address.ts';
import { stepWithin } from '../../parts/step-name.ts';
import { type Column, TableCard } from '../../parts/table.tsx';
import { chance, country, day, share } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { SUBJECT } from '../../words/subject.ts';
import type { OneDocument } from './questions.ts';

export function Deliveries({ document }: OneDocument) {
  const {
    subject,
    elements_scored: scored = [],
    fed_by: feeders = [],
    due_within_horizon: due = [],
    listings = [],
  } = document;
  type Scored = (typeof scored)[number];
  const byElement = Map.groupBy(
    scored.toSorted((one, other) => other.score - one.score),
    ({ element }) => element,
  );
  const columns: readonly Column<readonly Scored[]>[] = [
    [
      SUBJECT.element,
      ([worst]) => worst && <a href={subjectLink('element', worst.element)}>{worst.element}</a>,
    ],
    [WORDS.chance, ([worst]) => worst && chance(worst.score), 'num'],
    [
      SUBJECT.steps,
      (all) => [
        all.map(({ stage, score }) => `${stepWithin(stage)} ${chance(score)}`).join(', '),
        all[0]?.new === true ? <span class="muted"> ({SUBJECT.newPlant})</span> : null,
      ],
      'long',
    ],
  ];
  return (
    <>
      <TableCard
        title={subject.type === 'supplier' ? SUBJECT.delivers : SUBJECT.carries}
        rows={[...byElement.values()]}
        columns={columns}
      />
      <TableCard
        title={SUBJECT.fedBy}
        rows={feeders}
        columns={[
          [
            '',
            ({ supplier, name, site }) => [
              supplier === null ? name : <a href={subjectLink('supplier', supplier)}>{name}</a>,
              typeof site === 'string' ? <span class="sub">{site}</span> : null,
            ],
          ],
          ['', ({ country: code }) => country(code)],
          ['', ({ share: of }) => share(of), 'num'],
        ]}
      />
      <TableCard
        title={SUBJECT.starts}
        rows={due}
        columns={[
          ['', ({ site }) => site],
          ['', ({ start_date: start }) => day(start)],
        ]}
      />
      <TableCard
        title={SUBJECT.listings}
        rows={listings}
        columns={[
          ['', ({ summary, note }) => `${summary} ${note ?? ''}`],
          ['', ({ notice }) => (notice === null ? null : <a href={notice}>{SUBJECT.notice}</a>)],
        ]}
      />
    </>
  );
}
