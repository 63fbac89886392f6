import { stepWithin } from '../../parts/step-name.ts';
import { TableCard } from '../../parts/table.tsx';
import { country, day, filled, listed, share } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { REPORTS, SUBJECT } from '../../words/subject.ts';
import type { OneDocument } from './questions.ts';

export const Trade = ({ document: { trade = [], total_imports: totals = [] } }: OneDocument) => (
  <TableCard
    title={SUBJECT.tradeUnderControls}
    rows={[...trade, ...totals]}
    columns={[
      [
        SUBJECT.from,
        ({ origin, stages }) =>
          filled(SUBJECT.atSteps, {
            who: origin === 'ALL' ? SUBJECT.everybody : country(String(origin)),
            steps: listed((stages as readonly string[]).map(stepWithin)),
          }),
        'long',
      ],
      [
        SUBJECT.months,
        ({ from, to }) =>
          from === to
            ? day(String(from))
            : filled(WORDS.range, { low: day(String(from)), high: day(String(to)) }),
      ],
      [
        SUBJECT.partOfBefore,
        ({ ratio, low, high }) =>
          ratio === null
            ? SUBJECT.noneBefore
            : filled(SUBJECT.ratioWithin, {
                ratio: share(ratio),
                low: share(low ?? 0),
                high: share(high ?? 0),
              }),
        'num named',
      ],
      [
        SUBJECT.counts,
        ({ below, reporter, code }) =>
          filled(SUBJECT.ofCode, {
            counted: below === null ? SUBJECT.notCounted : SUBJECT.counted,
            code: `${country(reporter)} ${code.replaceAll('+', ' + ')}`,
          }),
        'long muted',
      ],
    ]}
  />
);

export const Reported = ({ document: { reported = [] } }: OneDocument) => (
  <TableCard
    title={SUBJECT.reported}
    note={SUBJECT.reportedNote}
    none={SUBJECT.noReports}
    rows={reported}
    columns={[
      [SUBJECT.of, ({ known_from: known }) => day(known), 'nowrap'],
      [SUBJECT.what, ({ kind }) => REPORTS[kind as keyof typeof REPORTS] ?? kind, 'nowrap'],
      [
        SUBJECT.reports,
        ({ who, statement, source_url: address, quality }) => (
          <>
            <span lang="en">
              {who}: {statement}
            </span>{' '}
            {address === null ? null : <a href={address}>{SUBJECT.source}</a>}{' '}
            {quality === 'low' ? <span class="muted">({SUBJECT.oneWeakSource})</span> : null}
          </>
        ),
        'long',
      ],
    ]}
  />
);
