import type { ComponentChildren } from 'preact';
import { currentBuyer, currentQuery, link, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { mark } from '../../parts/band.tsx';
import { Choice } from '../../parts/choice.tsx';
import { type Group, type Row, ScoreTable, tiedGroups } from '../../parts/score-table.tsx';
import { SplitKey } from '../../parts/split.tsx';
import { useTitle } from '../../parts/title.ts';
import { useAnswer } from '../../service/query.ts';
import { STATUS, type Status } from '../../service/questions.ts';
import { capital, chance, country, day, days, money, quantity } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { theatreName } from '../../words/theatres.ts';
import { TODAY } from '../../words/today.ts';
import { Changes } from './changes.tsx';
import { NextDates } from './next-dates.tsx';
import { type CompanyResults, elementsAhead, type Line, resultsOf } from './questions.ts';

/** What a buyer with five minutes wants to know: own materials if there are any, else the elements most at risk; what changed; what is ahead. */
export function Today() {
  useTitle(WORDS.today);
  const { data: status } = useAnswer(STATUS);
  useAnswer(elementsAhead(currentBuyer.value)); // both kinds of Today want it, so it is asked for before one knows which
  const companies = status?.companies ?? [];
  const asked = currentQuery.value.get('company');
  const company = companies.find(({ id }) => id === asked) ?? companies[0];
  return (
    <>
      <p class="muted purpose">{WORDS.purpose}</p>
      {status === undefined ? (
        <div class="waiting" style={{ minHeight: '62rem' }} aria-busy="true" />
      ) : company === undefined ? (
        <Elements />
      ) : (
        <Answered to={resultsOf(company.id)} room="60rem">
          {(results) => (
            <CompanyToday
              results={results}
              choice={
                companies.length < 2 ? null : (
                  <Choice
                    name={TODAY.company}
                    value={company.id}
                    options={companies.map(({ id, name }) => [id, name])}
                    pick={(id) => setQuery({ company: id })}
                  />
                )
              }
            />
          )}
        </Answered>
      )}
      {status === undefined ? null : <Signals signals={status.signals} />}
    </>
  );
}

/** More of them than not. */
const LIKELY = 50;
const MOST_EXPLAINED = 20;
const SHOWN = 10;

function Elements() {
  const buyer = currentBuyer.value;
  return (
    <Answered to={elementsAhead(buyer)} room="62rem">
      {({ data, as_of: on }) => {
        const scored = data.filter(({ score }) => score !== null);
        const shown = scored.slice(0, SHOWN);
        return (
          <>
            <div class="lead">
              <div>
                <h1 tabIndex={-1}>
                  {TODAY.headlineElements(scored.filter(({ score }) => (score ?? 0) > LIKELY).length, scored.length, country(buyer))}
                </h1>
              </div>
            </div>
            <div class="two">
              <section aria-label={TODAY.mostAtRisk}>
                <ScoreTable
                  nameColumn={TODAY.element}
                  columns={[{ name: WORDS.stock, class: 'off-phone nowrap' }]}
                  groups={tiedGroups(shown).map(
                    ({ from, to, rows }): Group => ({
                      id: String(from),
                      heading: (
                        <>
                          {WORDS.placesTied(from, to)} {rows.length > 1 ? <span>{WORDS.tooClose(rows.length)}</span> : null}
                        </>
                      ),
                      isTied: rows.length > 1,
                      rows: rows.map(
                        (row): Row => ({
                          id: row.subject.id,
                          name: capital(row.subject.name),
                          to: subjectLink('element', row.subject.id),
                          chance: { ...row, score: row.score ?? null },
                          cells: [row.cover_days == null ? WORDS.unknown : days(row.cover_days)],
                        }),
                      ),
                    }),
                  )}
                />
                <SplitKey />
                <p class="small">
                  <a href={link('/explore')}>{TODAY.allElements}</a>
                </p>
                <NextDates elements={data.slice(0, MOST_EXPLAINED)} />
              </section>
              <div>
                <section class="card">
                  <h2>{TODAY.emptyTitle}</h2>
                  <p class="small">{TODAY.emptyText}</p>
                  <p class="acts">
                    <a class="btn main" href={link('/company')}>
                      {TODAY.importNow}
                    </a>
                    <a class="btn" href={link('/company', { sample: 'yes' })}>
                      {TODAY.sampleFirst}
                    </a>
                  </p>
                </section>
                <Changes subjects={shown.map(({ subject }) => `element:${subject.id}`)} on={on} buyer={buyer} />
              </div>
            </div>
          </>
        );
      }}
    </Answered>
  );
}

/** Days of the three times that a company's chances are told for. */
const [SHORT, MIDDLE, LONG] = [30, 90, 365];

const within = (of: { readonly within: Line['within'] }, length: number | undefined) => of.within.find((one) => one.days === length);

function CompanyToday({ results, choice }: { readonly results: CompanyResults; readonly choice: ComponentChildren }) {
  const { company, any, lines, watch } = results;
  const buyer = company.country as typeof currentBuyer.value;
  const rated = lines.filter((line) => line.within.length > 0);
  const likely = rated.filter((line) => (within(line, LONG)?.score ?? 0) > LIKELY);
  const elements = [...new Set(lines.flatMap((line) => line.elements.map(({ element }) => element)))];
  const said = (length: number | undefined): string => chance(any?.within.find((one) => one.days === length)?.score ?? 0);
  return (
    <>
      <div class="lead">
        <div>
          <h1 tabIndex={-1}>{rated.length === 0 ? TODAY.noMaterials : TODAY.headline(likely.length, rated.length)}</h1>
          <p>
            {any === null ? null : TODAY.anyStops(said(SHORT), said(MIDDLE), said(LONG))}{' '}
            {any === null || any.loss === null
              ? null
              : TODAY.lossExpected(money(any.loss.mean, company.currency), money(any.loss.p95, company.currency))}
          </p>
        </div>
        <div class="acts">
          {choice}
          <a class="btn" href={link('/company', { company: company.id })}>
            {TODAY.edit}
          </a>
          <a class="btn" href={link('/what-if', { company: company.id })}>
            {TODAY.tryStop}
          </a>
        </div>
      </div>
      <div class="two">
        <section aria-label={company.name}>
          <ScoreTable
            nameColumn={TODAY.material}
            columns={[
              { name: WORDS.stock, class: 'off-phone nowrap' },
              { name: TODAY.nation, class: 'num off-phone wide-only' },
              { name: TODAY.loss, class: 'num off-phone wide-only' },
            ]}
            groups={[
              { id: 'lines', heading: TODAY.materials, isTied: false, rows: mostFirst(lines).map((line) => lineRow(line, company)) },
              ...(watch.length === 0 ? [] : [{ id: 'watch', heading: TODAY.watching, isTied: false, rows: watch.map(watchedRow) }]),
            ]}
          />
          <SplitKey />
          <NextDates elements={elements} buyer={buyer} />
        </section>
        <Changes subjects={elements.slice(0, MOST_EXPLAINED).map((element) => `element:${element}`)} on={results.as_of} buyer={buyer} />
      </div>
    </>
  );
}

const mostFirst = (lines: readonly Line[]): readonly Line[] =>
  lines.toSorted((one, other) => (within(other, LONG)?.score ?? -1) - (within(one, LONG)?.score ?? -1));

function lineRow(line: Line, company: CompanyResults['company']): Row {
  const long = within(line, LONG);
  const [first] = line.elements;
  const nation = Math.max(
    ...line.elements.flatMap((element) => element.within.filter((one) => one.days === LONG).map((one) => one.nation)),
  );
  const amount = line.quantity.value === null ? null : `${quantity(line.quantity.value)} ${line.unit}`;
  const spend = line.spend.value === null ? null : money(line.spend.value, company.currency);
  const cover = line.stock.days ?? first?.cover?.days ?? null;
  const stocked = line.stock.days === null ? null : { stock: String(Math.round(line.stock.days)) };
  return {
    id: line.line,
    name: capital(line.name),
    to: first === undefined ? link('/explore') : link(`/elements/${first.element}`, { buyer: company.country, ...stocked }),
    note: (
      <>
        {[amount, spend].filter((text) => text !== null).join(', ')}
        {long === undefined ? null : (
          <>
            <br />
            {TODAY.within(chance(within(line, SHORT)?.score ?? 0), chance(within(line, MIDDLE)?.score ?? 0))}
          </>
        )}
      </>
    ),
    chance: { score: long?.score ?? null, interval: long?.interval, ...line.spread },
    cells: [
      cover === null ? (
        WORDS.unknown
      ) : (
        <>
          {days(Math.round(cover))}
          <span class="sub">{line.stock.days === null ? WORDS.ofCountry(country(company.country)) : WORDS.yours}</span>
        </>
      ),
      Number.isFinite(nation) ? chance(nation) : WORDS.unknown,
      line.expected_loss === null ? WORDS.unknown : money(line.expected_loss, company.currency),
    ],
  };
}

const watchedRow = ({ subject, score, band, interval }: CompanyResults['watch'][number]): Row => ({
  id: `${subject.type} ${subject.id}`,
  name: capital(subject.name),
  to: subjectLink(subject.type, subject.id),
  chance: { score, band, interval },
  cells: ['', score === null ? '' : chance(score), ''],
});

/** Whether the counts of military activity are of today, and what it means when they are not. */
function Signals({ signals }: Pick<Status, 'signals'>) {
  const lights: Readonly<Record<string, readonly [string, string]>> = {
    current: ['green', TODAY.signalCurrent],
    stale: ['red', TODAY.signalStale],
  };
  return (
    <section class="card">
      <header>
        <h2>
          <a href={link('/evidence')}>{TODAY.signals}</a>
        </h2>
        <span>{TODAY.oldIsUnknown}</span>
      </header>
      <ul class="bare small">
        {signals.map(({ theatre, status, data_as_of: newest, age_days: age }) => {
          const [light, word] = lights[status] ?? ['', TODAY.signalUnknown];
          return (
            <li key={theatre}>
              <i class="pin" style={light === '' ? undefined : mark(light)} aria-hidden="true" /> <b>{theatreName(theatre)}</b>: {word},{' '}
              {newest === null || age === null ? TODAY.neverCounted : TODAY.countedTo(day(newest), Math.round(age))}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
