import { TableCard } from '../../parts/card.tsx';
import { stepWithin } from '../../parts/step-name.ts';
import { country, day, listed, share } from '../../words/language.ts';
import { REPORTS, WORDS } from '../../words/subject.ts';
import type { Explanation } from './questions.ts';

interface OneDocument {
  readonly document: Explanation;
}

/** How trade went under the controls, from whom they hold and from everybody. */
export const Trade = ({ document: { trade = [], total_imports: totals = [] } }: OneDocument) => (
  <TableCard
    title={WORDS.tradeUnderControls}
    rows={[...trade, ...totals]}
    columns={[
      [
        WORDS.from,
        ({ origin, stages }) =>
          WORDS.atSteps(
            origin === 'ALL' ? WORDS.everybody : country(String(origin)),
            listed((stages as readonly string[]).map(stepWithin)),
          ),
        'long',
      ],
      [WORDS.months, ({ from, to }) => WORDS.monthsFromTo(String(from), String(to))],
      [
        WORDS.partOfBefore,
        ({ ratio, low, high }) =>
          ratio === null
            ? WORDS.noneBefore
            : WORDS.ratioWithin(share(ratio), share(low ?? 0), share(high ?? 0)),
        'num named',
      ],
      [
        WORDS.counts,
        ({ below, reporter, code }) =>
          WORDS.ofCode(
            below === null ? WORDS.notCounted : WORDS.counted,
            `${country(reporter)} ${code.replaceAll('+', ' + ')}`,
          ),
        'long muted',
      ],
    ]}
  />
);

/** What users in the country of the buyer, or everywhere, said of their supply. */
export const Reported = ({ document: { reported = [] } }: OneDocument) => (
  <TableCard
    title={WORDS.reported}
    note={WORDS.reportedNote}
    none={WORDS.noReports}
    rows={reported}
    columns={[
      [WORDS.of, ({ known_from: known }) => day(known)],
      [WORDS.what, ({ kind }) => REPORTS[kind as keyof typeof REPORTS] ?? kind],
      [
        WORDS.reports,
        ({ who, statement, source_url: address, quality }) => (
          <>
            <span lang="en">
              {who}: {statement}
            </span>{' '}
            {address === null ? null : <a href={address}>{WORDS.source}</a>}{' '}
            {quality === 'low' ? <span class="muted">({WORDS.oneWeakSource})</span> : null}
          </>
        ),
        'long',
      ],
    ]}
  />
);
