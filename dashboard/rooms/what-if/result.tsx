import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { subjectLink } from '../../address/address.ts';
import { Card } from '../../parts/card.tsx';
import { Points } from '../../parts/later.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { Sums } from '../../parts/sums.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { capitalised, chance, country, filled, listed, money, moved, signed } from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { WHAT_IF } from '../../words/what-if.ts';
import type { Outcome } from './scenario.ts';

type Row = Outcome['results'][number];

const LEAST = 1;

const isMoved = ({ delta, scarce_delta: scarcer }: Row): boolean =>
  Math.abs(delta ?? 0) >= LEAST || Math.abs(scarcer ?? 0) >= LEAST;

export function Result({ outcome }: Readonly<{ outcome: Outcome }>) {
  const { results, company, assumptions, buyers } = outcome;
  const lines = results.filter(({ subject }) => subject.type !== 'company');
  const moved = results.filter(isMoved);
  const rising = (of: 'delta' | 'scarce_delta') => lines.filter((row) => (row[of] ?? 0) >= LEAST).length;
  const isBoth = results.some(({ scarce_scenario: scarce }) => scarce !== null);
  const name = ({ subject, buyer }: Row): string => {
    if (subject.type === 'company') return WHAT_IF.anyLine;
    return buyers.length > 1 ? `${capitalised(subject.name)}, ${country(buyer)}` : capitalised(subject.name);
  };
  const named = (rows: readonly Row[], text: (names: string) => string) =>
    rows.length === 0 ? null : <p class="small muted">{text(listed(rows.map(name)))}</p>;
  const first = moved.find(
    ({ subject, delta, parts_to: to }) =>
      Math.abs(delta ?? 0) >= LEAST && to !== null && subject.type !== 'company',
  );
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
        <Table
          class="rows"
          rows={moved}
          columns={[
            [
              company === null ? WORDS.element : WORDS.material,
              (row) =>
                row.subject.type === 'element' || row.subject.type === 'supplier' ? (
                  <a href={subjectLink(row.subject.type, row.subject.id)}>{name(row)}</a>
                ) : (
                  name(row)
                ),
              'name',
            ],
            [WORDS.today, ({ baseline }) => [<Bar score={baseline} />, known(baseline)]],
            [WHAT_IF.after, ({ scenario }) => [<Bar score={scenario} />, <b>{known(scenario)}</b>]],
            [WHAT_IF.points, pointsOf, 'num'],
            ...(isBoth ? [scarceColumn()] : []),
            ...(company === null ? [] : companyColumns(company.currency)),
          ]}
        />
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

const SHOWN = 5;

function Unmoved({ rows, name }: Readonly<{ rows: readonly Row[]; name: (row: Row) => string }>) {
  const worst = rows.toSorted((one, other) => (other.baseline ?? -1) - (one.baseline ?? -1));
  const reasons = [...Map.groupBy(worst, (row) => row.unchanged_because ?? '')].flatMap(([reason, held]) =>
    reason === '' ? [] : [`${listed(held.map(name))}: ${reason}`],
  );
  return (
    <>
      <Points of={reasons.slice(0, SHOWN)} />
      {reasons.length <= SHOWN ? null : (
        <details>
          <summary>{filled(WORDS.andMore, { count: reasons.length - SHOWN })}</summary>
          <Points of={reasons.slice(SHOWN)} />
        </details>
      )}
    </>
  );
}

const known = (score: number | null | undefined): string => orUnknown(score, chance);

const pointsOf = ({ baseline, scenario, delta, interval }: Row) => [
  <data class="pct" value={String(delta)}>
    {baseline === null || scenario === null ? WORDS.unknown : moved(baseline, scenario)}
  </data>,
  interval === null ? null : (
    <span class="sub">{filled(WORDS.range, { low: signed(interval.p05), high: signed(interval.p95) })}</span>
  ),
];

const scarceColumn = (): Column<Row> => [
  WORDS.scarcity,
  (row) => `${known(row.scarce_baseline)} → ${known(row.scarce_scenario)}`,
  'num',
];

const companyColumns = (currency: string | null): readonly Column<Row>[] => [
  [
    filled(WHAT_IF.within, { count: 90 }),
    ({ within }) => {
      const ninety = within.find(({ days }) => days === 90);
      return `${known(ninety?.baseline)} → ${known(ninety?.scenario)}`;
    },
    'num off-phone',
  ],
  [
    WORDS.loss,
    ({ loss }) =>
      loss === null ? WORDS.unknown : `${money(loss.baseline, currency)} → ${money(loss.scenario, currency)}`,
    'num off-phone',
  ],
];

const Bar = ({ score }: Readonly<{ score: number | null }>) => (
  <svg width={120} height={8} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect fill="var(--sunk)" width={100} height={8} />
    {score === null ? null : <rect fill={`var(--${bandOf(score)})`} width={score} height={8} />}
  </svg>
);

function Why({
  row: { parts_from: from, parts_to: to, baseline, scenario },
  name,
}: Readonly<{
  row: Row;
  name: string;
}>) {
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
