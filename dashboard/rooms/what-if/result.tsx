import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { link } from '../../address/address.ts';
import { Card, Points } from '../../parts/card.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { Sums } from '../../parts/sums.tsx';
import { capital, chance, country, filled, listed, money, moved, signed } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { WHAT_IF } from '../../words/what-if.ts';
import type { Outcome } from './scenario.ts';

type Row = Outcome['results'][number];

const LEAST = 1;

const isMoved = ({ delta, scarce_delta: scarcer }: Row): boolean =>
  Math.abs(delta ?? 0) >= LEAST || Math.abs(scarcer ?? 0) >= LEAST;

export function Result({ outcome }: { readonly outcome: Outcome }) {
  const { results, company, assumptions, buyers } = outcome;
  const lines = results.filter(({ subject }) => subject.type !== 'company');
  const moved = results.filter(isMoved);
  const rising = (of: 'delta' | 'scarce_delta') => lines.filter((row) => (row[of] ?? 0) >= LEAST).length;
  const isBoth = results.some(({ scarce_scenario: scarce }) => scarce !== null);
  const name = ({ subject, buyer }: Row): string => {
    if (subject.type === 'company') return WHAT_IF.anyLine;
    return buyers.length > 1 ? `${capital(subject.name)}, ${country(buyer)}` : capital(subject.name);
  };
  const named = (rows: readonly Row[], text: (names: string) => string) =>
    rows.length === 0 ? null : <p class="small muted">{text(listed(rows.map(name)))}</p>;
  const first = moved.find(
    ({ subject, delta, parts_to: to }) =>
      Math.abs(delta ?? 0) >= LEAST && to !== null && subject.type !== 'company',
  );
  const ofCompany = company === null ? [] : [filled(WHAT_IF.within, { count: 90 }), WORDS.loss];
  return (
    <>
      <h2>
        {filled(isBoth ? WHAT_IF.headlineBoth : WHAT_IF.headline, {
          rising: rising('delta'),
          scarcer: rising('scarce_delta'),
          of: lines.length,
        })}
      </h2>
      {moved.length === 0 ? (
        <Unmoved rows={lines} name={name} />
      ) : (
        <table class="rows outcome">
          <thead>
            <tr>
              <th scope="col">{company === null ? WORDS.element : WORDS.material}</th>
              <th scope="col">{WORDS.today}</th>
              <th scope="col">{WHAT_IF.after}</th>
              <th scope="col" class="num">
                {WHAT_IF.points}
              </th>
              {isBoth ? (
                <th scope="col" class="num">
                  {WORDS.scarcity}
                </th>
              ) : null}
              {ofCompany.map((text) => (
                <th key={text} scope="col" class="num off-phone">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {moved.map((row) => (
              <Moved
                key={`${row.subject.type} ${row.subject.id} ${row.buyer}`}
                row={row}
                name={name(row)}
                company={company}
                isBoth={isBoth}
              />
            ))}
          </tbody>
        </table>
      )}
      {moved.length === 0
        ? null
        : named(
            lines.filter((row) => row.delta !== null && !isMoved(row)),
            (names) => filled(WHAT_IF.untouched, { names }),
          )}
      {named(
        lines.filter(({ delta }) => delta === null),
        (names) => filled(WHAT_IF.unscored, { names }),
      )}
      {first === undefined ? null : <Why row={first} name={name(first)} />}
      <details class="card">
        <summary>{WHAT_IF.assumptions}</summary>
        <ul>
          {assumptions.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p class="small muted">{WHAT_IF.newest}</p>
      </details>
      <p class="acts">
        <SaveCsv
          name="what-if"
          rows={[
            [
              ...['name', 'buyer', 'before', 'after', 'difference', 'p05', 'p95', 'scarce_before'],
              ...['scarce_after', 'loss_before', 'loss_after'],
            ],
            ...results.map((row) => [
              ...[name(row), row.buyer, row.baseline, row.scenario, row.delta],
              ...[
                row.interval?.p05 ?? null,
                row.interval?.p95 ?? null,
                row.scarce_baseline,
                row.scarce_scenario,
                row.loss?.baseline ?? null,
                row.loss?.scenario ?? null,
              ],
            ]),
          ]}
        />
      </p>
    </>
  );
}

/** Rows whose reasons are told at once, those most at risk. */
const TOLD = 5;

/** Why nothing moves: rows of the same reason together. */
function Unmoved({ rows, name }: { readonly rows: readonly Row[]; readonly name: (row: Row) => string }) {
  const worst = rows.toSorted((one, other) => (other.baseline ?? -1) - (one.baseline ?? -1));
  const reasons = [...Map.groupBy(worst, (row) => row.unchanged_because ?? '')].flatMap(([reason, held]) =>
    reason === '' ? [] : [`${listed(held.map(name))}: ${reason}`],
  );
  return (
    <>
      <Points of={reasons.slice(0, TOLD)} />
      {reasons.length <= TOLD ? null : (
        <details>
          <summary>{filled(WORDS.andMore, { count: reasons.length - TOLD })}</summary>
          <Points of={reasons.slice(TOLD)} />
        </details>
      )}
    </>
  );
}

const known = (score: number | null | undefined): string => (score == null ? WORDS.unknown : chance(score));

function Moved({
  row,
  name,
  company,
  isBoth,
}: Pick<Outcome, 'company'> & { readonly row: Row; readonly name: string; readonly isBoth: boolean }) {
  const { subject, baseline, scenario, delta, interval, loss } = row;
  const ninety = row.within.find(({ days }) => days === 90);
  return (
    <tr>
      <th scope="row" class="name">
        {subject.type === 'element' || subject.type === 'supplier' ? (
          <a href={link(`/${subject.type}s/${subject.id}`)}>{name}</a>
        ) : (
          name
        )}
      </th>
      <td>
        <Bar score={baseline} />
        {known(baseline)}
      </td>
      <td>
        <Bar score={scenario} />
        <b>{known(scenario)}</b>
      </td>
      <td class="num pct">
        <data value={String(delta)}>
          {baseline === null || scenario === null ? WORDS.unknown : moved(baseline, scenario)}
        </data>
        {interval === null ? null : (
          <span class="sub">
            {filled(WORDS.range, { low: signed(interval.p05), high: signed(interval.p95) })}
          </span>
        )}
      </td>
      {isBoth ? <td class="num">{`${known(row.scarce_baseline)} → ${known(row.scarce_scenario)}`}</td> : null}
      {company === null ? null : (
        <>
          <td class="num off-phone">{`${known(ninety?.baseline)} → ${known(ninety?.scenario)}`}</td>
          <td class="num off-phone">
            {loss === null
              ? WORDS.unknown
              : `${money(loss.baseline, company.currency)} → ${money(loss.scenario, company.currency)}`}
          </td>
        </>
      )}
    </tr>
  );
}

const Bar = ({ score }: { readonly score: number | null }) => (
  <svg width={120} height={8} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect fill="var(--sunk)" width={100} height={8} />
    {score === null ? null : <rect fill={`var(--${bandOf(score)})`} width={score} height={8} />}
  </svg>
);

function Why({
  row: { parts_from: from, parts_to: to, baseline, scenario },
  name,
}: {
  readonly row: Row;
  readonly name: string;
}) {
  if (from === null || to === null || baseline === null || scenario === null) return null;
  const causes = [
    { label: WORDS.inForce, points: to.state - from.state },
    { label: WORDS.mayBegin, points: to.may_begin - from.may_begin },
    { label: WORDS.security, points: to.security - from.security },
  ];
  return (
    <Card title={filled(WHAT_IF.why, { name })}>
      <Sums causes={causes} total={WORDS.change} between={[baseline, scenario]} />
    </Card>
  );
}
