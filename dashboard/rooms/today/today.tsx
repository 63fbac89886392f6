import type { ComponentChildren } from 'preact';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { isTheatre, THEATRE } from '#domain/vocabulary/theatres.ts';
import { currentBuyer, currentQuery, link, setQuery, subjectLink } from '../../address/address.ts';
import { ActLink } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { mark } from '../../parts/band.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Lead } from '../../parts/lead.tsx';
import { placesOf, type Row, ScoreTable } from '../../parts/score-table.tsx';
import { SplitKey } from '../../parts/split.tsx';
import { useAnswer } from '../../service/query.ts';
import { type ScoreRow, STATUS, type Status } from '../../service/questions.ts';
import {
  capitalised,
  chance,
  country,
  day,
  days,
  filled,
  language,
  money,
  quantity,
} from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';
import { Changes } from './changes.tsx';
import { DatesOfElements, NextDates } from './next-dates.tsx';
import { type CompanyResults, elementsAhead, type Line, resultsOf, sheetOf, within } from './questions.ts';

/**
 * What a buyer with five minutes wants to know: own materials if there are any, else the elements most at
 * risk; what changed; what is ahead.
 */
export function Today() {
  const { data: status } = useAnswer(STATUS);
  useAnswer(elementsAhead(currentBuyer.value)); // both kinds of Today want it, so it is asked for before one knows which
  const companies = status?.companies ?? [];
  const asked = currentQuery.value.get('company');
  const company = companies.find(({ id }) => id === asked) ?? companies[0];
  const choice =
    companies.length < 2 || company === undefined ? null : (
      <Choice
        name={TODAY.company}
        value={company.id}
        options={companies.map(({ id, name }) => [id, name])}
        pick={(id) => setQuery({ company: id })}
      />
    );
  return (
    <>
      <p class="muted purpose">{WORDS.purpose}</p>
      {status === undefined ? (
        <div class="waiting" style={{ minHeight: '62rem' }} aria-busy="true" />
      ) : (
        <>
          {company === undefined ? (
            <Elements />
          ) : (
            <Answered to={resultsOf(company.id)} room="60rem">
              {(results) => <CompanyToday results={results} choice={choice} />}
            </Answered>
          )}
          <Signals signals={status.signals} />
        </>
      )}
    </>
  );
}

/** More of them than not are scarce; a standstill is rarer, and one in ten is worth a headline. */
const LIKELY = 50;
const NOTABLE = 10;
const MOST_EXPLAINED = 20;
const SHOWN = 10;

function Elements() {
  const buyer = currentBuyer.value;
  return (
    <Answered to={elementsAhead(buyer)} room="62rem">
      {({ data, as_of: on }) => {
        const scored = data.filter(({ score }) => score !== null);
        const shown = scored.slice(0, SHOWN);
        const standing = scored.filter(({ score }) => (score ?? 0) >= NOTABLE).length;
        const scarce = scored.filter((row) => (row.scarce ?? 0) > LIKELY).length;
        return (
          <>
            <Lead
              tab={WORDS.today}
              title={filled(TODAY.headlineElements, {
                standing,
                scarce,
                of: scored.length,
                country: country(buyer),
              })}
            />
            <div class="two">
              <section aria-label={TODAY.mostAtRisk}>
                <ScoreTable
                  nameColumn={WORDS.element}
                  columns={[{ name: WORDS.stock, class: 'off-phone nowrap' }]}
                  groups={[
                    {
                      rows: shown.map(({ subject, cover_days: cover, ...chances }) => ({
                        id: subject.id,
                        name: capitalised(subject.name),
                        to: subjectLink('element', subject.id),
                        note: placesOf(chances),
                        chance: chances,
                        cells: [orUnknown(cover, days)],
                      })),
                    },
                  ]}
                />
                <SplitKey />
                <p class="small">
                  <a href={link('/explore')}>{TODAY.allElements}</a>
                </p>
                <DatesOfElements
                  elements={data.slice(0, MOST_EXPLAINED).map(({ subject }) => subject.id)}
                  buyer={buyer}
                />
              </section>
              <div>
                <Card title={TODAY.emptyTitle}>
                  <p class="small">{TODAY.emptyText}</p>
                  <p class="acts">
                    <ActLink kind="main" says={TODAY.importNow} to={link('/company')} />
                    <ActLink says={TODAY.sampleFirst} to={link('/company', { sample: 'yes' })} />
                  </p>
                </Card>
                <Changes elements={shown.map(({ subject }) => subject.id)} on={on} buyer={buyer} />
              </div>
            </div>
          </>
        );
      }}
    </Answered>
  );
}

const written = (of: Pick<Line, 'within'> | null, length: 30 | 90 | 365): string =>
  orUnknown(within(of, length)?.score, chance);

function CompanyToday({
  results,
  choice,
}: {
  readonly results: CompanyResults;
  readonly choice: ComponentChildren;
}) {
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

function Signals({ signals }: Pick<Status, 'signals'>) {
  const lights: Readonly<Record<string, readonly [string, string]>> = {
    current: ['green', TODAY.signalCurrent],
    stale: ['red', TODAY.signalStale],
  };
  return (
    <Card title={<a href={link('/evidence')}>{TODAY.signals}</a>} note={TODAY.oldIsUnknown}>
      <ul class="bare small">
        {signals.map(({ theatre, status, data_as_of: newest, age_days: age }) => {
          const [light, word] = lights[status] ?? ['', TODAY.signalUnknown];
          return (
            <li key={theatre}>
              <i class="pin" style={light === '' ? undefined : mark(light)} aria-hidden="true" />{' '}
              <b>{isTheatre(theatre) ? THEATRE[theatre][language.value] : theatre}</b>: {word},{' '}
              {newest === null || age === null
                ? TODAY.neverCounted
                : filled(TODAY.countedTo, { day: day(newest), age: Math.round(age) })}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
