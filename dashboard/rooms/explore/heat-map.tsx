import { BANDS, bandOf } from '#domain/vocabulary/band-scale.ts';
import { capitalised } from '#domain/vocabulary/country-names.ts';
import { currentBuyer, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { mark } from '../../parts/band.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { STEPS } from '../../parts/step-name.ts';
import type { ScoreRow } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import { chance, wholeChance } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { passes, type TabProps } from './filter.ts';
import { byStep } from './questions.ts';

const scoreAt = ({ stages }: ScoreRow, step: string): number | null =>
  stages?.find(({ stage }) => stage === step)?.score ?? null;

/** Every element against the steps of its chain, most at risk first. */
export const HeatMap = ({ filter }: TabProps) => (
  <Answered to={byStep(currentBuyer.value)} room="80rem">
    {({ data }) => {
      const rows = data.filter((row) => passes(row, filter));
      if (rows.length === 0) return <p class="told">{EXPLORE.noRow}</p>;
      const file = rows.map((row) => [
        row.subject.id,
        ...STEPS.map((step) => scoreAt(row, step)),
        row.interval?.p05 ?? null,
        row.interval?.p95 ?? null,
      ]);
      return (
        <>
          {filter.asOf === null ? null : <p class="told">{EXPLORE.stepsToday}</p>}
          <p class="acts">
            <SaveCsv name="chokepoint-steps" rows={[['element', ...STEPS, 'p05', 'p95'], ...file]} />
          </p>
          <Legend />
          <table class="heat">
            <thead>
              <tr>
                {[WORDS.element, ...STEPS.map((step) => WORDS[step]), EXPLORE.between].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.subject.id}>
                  <th scope="row">
                    <a href={subjectLink('element', row.subject.id)}>{capitalised(row.subject.name)}</a>
                  </th>
                  {STEPS.map((step) => (
                    <Cell key={step} row={row} step={step} />
                  ))}
                  <td class="nowrap">
                    {row.interval == null
                      ? WORDS.unknown
                      : WORDS.range(wholeChance(row.interval.p05), wholeChance(row.interval.p95))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      );
    }}
  </Answered>
);

/** Bands that are nearer to the paper than to the ink, on which text is as on paper. */
const PALE = ['low', 'guarded'];

function Cell({ row, step }: { readonly row: ScoreRow; readonly step: string }) {
  const score = scoreAt(row, step);
  if (score === null) return row.score == null ? <td class="hatched">{WORDS.unknown}</td> : <td />;
  const band = bandOf(score);
  return (
    <td
      style={{
        background: `var(--${band})`,
        color: PALE.includes(band) ? 'light-dark(#000, #fff)' : 'light-dark(#fff, #000)',
      }}
    >
      {step === row.stage ? <b>{chance(score)}</b> : chance(score)}
    </td>
  );
}

/** What the colours mean: the bands, as in the list. */
const Legend = () => (
  <p class="key">
    {BANDS.map(([band]) => (
      <span key={band}>
        <i style={mark(band)} aria-hidden="true" />
        {WORDS[band]}
      </span>
    ))}
    <span>
      <i class="hatched" aria-hidden="true" />
      {EXPLORE.hatched}
    </span>
    <span>{EXPLORE.boldIs}</span>
  </p>
);
