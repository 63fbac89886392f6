import { BANDS, bandOf } from '#domain/vocabulary/band-scale.ts';
import { currentBuyer, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Key } from '../../parts/drawing.tsx';
import { STEPS } from '../../parts/step-name.ts';
import type { ScoreRow } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import { capitalised, chance } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { passes, type TabProps } from './filter.ts';
import { byStep } from './questions.ts';

const at = ({ stages }: ScoreRow, step: string) => stages?.find(({ stage }) => stage === step);

export const HeatMap = ({ filter }: TabProps) => (
  <Answered to={byStep(currentBuyer.value, filter.asOf)} room="80rem">
    {({ data }) => {
      const rows = data.filter((row) => passes(row, filter));
      if (rows.length === 0) return <p class="notice">{EXPLORE.noRow}</p>;
      return (
        <>
          <Legend />
          <table class="heat">
            <thead>
              <tr>
                {[WORDS.element, ...STEPS.map((step) => WORDS[step])].map((name) => (
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

function Cell({ row, step }: Readonly<{ row: ScoreRow; step: string }>) {
  const chances = at(row, step);
  if (chances === undefined) return row.score == null ? <td class="hatched">{WORDS.unknown}</td> : <td />;
  const { score, scarce } = chances;
  const band = bandOf(score);
  return (
    <td
      style={{
        background: `var(--${band})`,
        color: PALE.includes(band) ? 'light-dark(#000, #fff)' : 'light-dark(#fff, #000)',
      }}
    >
      {step === row.stage ? <b>{chance(score)}</b> : chance(score)} <small>{chance(scarce)}</small>
    </td>
  );
}

const Legend = () => (
  <Key
    of={[
      ...BANDS.map(([band]) => [band, WORDS[band]] as const),
      ['hatched', EXPLORE.hatched],
      [null, EXPLORE.boldIs],
    ]}
  />
);
