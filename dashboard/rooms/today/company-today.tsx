import type { ComponentChildren } from 'preact';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { link, subjectLink } from '../../address/address.ts';
import { ActLink } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Lead } from '../../parts/lead.tsx';
import { type Row, ScoreTable } from '../../parts/score-table.tsx';
import { SplitKey } from '../../parts/split.tsx';
import { useAnswer } from '../../service/query.ts';
import type { ScoreRow } from '../../service/questions.ts';
import { capitalised, chance, country, days, filled, money, quantity } from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';
import { Changes } from './changes.tsx';
import { NextDates } from './next-dates.tsx';
import {
  type CompanyResults,
  elementsAhead,
  LIKELY,
  type Line,
  MOST_EXPLAINED,
  NOTABLE,
  resultsOf,
  sheetOf,
  within,
} from './questions.ts';

const written = (of: Pick<Line, 'within'> | null, length: 30 | 90 | 365): string =>
  orUnknown(within(of, length)?.score, chance);

/** Own lines, most at risk first, their dates, and what changed for their elements. */
export function CompanyToday({
  results,
  choice,
}: Readonly<{
  results: CompanyResults;
  choice: ComponentChildren;
}>) {
  const { company, any, lines, watch } = results;
  const buyer = company.country as Buyer;
  const rated = lines.filter((line) => line.within.length > 0);
  const standing = rated.filter((line) => (within(line, 365)?.score ?? 0) >= NOTABLE).length;
  const scarce = rated.filter((line) => (within(line, 365)?.scarce ?? 0) > LIKELY).length;
  const { data: scored } = useAnswer(elementsAhead(buyer));
  const elements = [...new Set(lines.flatMap((line) => line.elements.map(({ element }) => element)))];
  const mostFirst = lines.toSorted(
    (one, other) => (within(other, 365)?.score ?? -1) - (within(one, 365)?.score ?? -1),
  );
  return (
    <>
      <Lead
        tab={WORDS.today}
        title={
          rated.length === 0
            ? TODAY.noMaterials
            : filled(TODAY.headline, { standing, scarce, of: rated.length })
        }
        text={
          any === null
            ? undefined
            : `${filled(TODAY.anyStops, { short: written(any, 30), middle: written(any, 90), long: written(any, 365), scarce: orUnknown(within(any, 365)?.scarce, chance) })} ${
                any.loss === null
                  ? ''
                  : filled(TODAY.lossExpected, {
                      mean: money(any.loss.mean, company.currency),
                      bad: money(any.loss.p95, company.currency),
                    })
              }`
        }
      >
        {choice}
        <ActLink says={TODAY.edit} to={link('/company', { company: company.id })} />
        <ActLink says={TODAY.sheet} to={sheetOf(company.id)} />
        <ActLink says={TODAY.tryStop} to={link('/what-if', { company: company.id })} />
      </Lead>
      <div class="two">
        <section aria-label={company.name}>
          <ScoreTable
            nameColumn={TODAY.material}
            columns={[
              { name: WORDS.stock, class: 'off-phone nowrap' },
              { name: WORDS.loss, class: 'num off-phone wide-only' },
            ]}
            groups={[
              { heading: TODAY.materials, rows: mostFirst.map((line) => lineRow(line, company)) },
              { heading: TODAY.watching, rows: watch.map((one) => watchedRow(one, scored?.data ?? [])) },
            ].filter(({ rows }, n) => n === 0 || rows.length > 0)}
          />
          <SplitKey />
          <Answered to={resultsOf(company.id, ['details'])} room="12rem">
            {({ lines: detailed }) => <NextDates lines={detailed} on={results.as_of} />}
          </Answered>
        </section>
        <Changes elements={elements.slice(0, MOST_EXPLAINED)} on={results.as_of} buyer={buyer} />
      </div>
    </>
  );
}

function lineRow(line: Line, company: CompanyResults['company']): Row {
  const long = within(line, 365);
  const [first] = line.elements;
  const amount = line.quantity.value === null ? null : `${quantity(line.quantity.value)} ${line.unit}`;
  const spend = line.spend.value === null ? null : money(line.spend.value, company.currency);
  const cover = line.stock.days ?? first?.cover?.days ?? null;
  return {
    id: line.line,
    name: capitalised(line.name),
    to: link(`/company/${encodeURIComponent(line.line)}`, { company: company.id }),
    note: (
      <>
        {[amount, spend].filter((text) => text !== null).join(', ')}
        {long === undefined ? null : (
          <>
            <br />
            {filled(TODAY.within, { short: written(line, 30), middle: written(line, 90) })}
          </>
        )}
      </>
    ),
    chance: { ...long, ...line.spread },
    cells: [
      cover === null ? (
        WORDS.unknown
      ) : (
        <>
          {days(Math.round(cover))}
          <span class="sub">
            {line.stock.days === null
              ? filled(WORDS.ofCountry, { country: country(company.country) })
              : WORDS.yours}
          </span>
        </>
      ),
      orUnknown(line.expected_loss, (loss) => money(loss, company.currency)),
    ],
  };
}

const watchedRow = (
  { subject, score, scarce, band, interval }: CompanyResults['watch'][number],
  scored: readonly ScoreRow[],
): Row => ({
  id: `${subject.type} ${subject.id}`,
  name: capitalised(subject.name),
  to: subjectLink(subject.type, subject.id),
  chance: scored.find(({ subject: { type, id } }) => type === subject.type && id === subject.id) ?? {
    score,
    scarce,
    band,
    interval,
  },
  cells: ['', ''],
});
