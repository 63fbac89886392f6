import { capitalised } from '#domain/vocabulary/country-names.ts';
import { currentBuyer, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { bandOf } from '../../parts/band.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { STEPS } from '../../parts/step-name.ts';
import type { ScoreRow } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import { chance, wholeChance } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { passes, type TabProps } from './filter.ts';
import { byStep } from './questions.ts';

/**
 * Widths of an interval, in points of the scale, up to which a colour is full, and up to which it is told
 * apart at all.
 */
const [SURE, VAGUE] = [20, 35];

/**
 * The colour of a chance: of its band where it is sure, of three where it is vague, none where it could be
 * nearly anything. `width`: points of its
 * interval; null is unknown.
 */
export function shadeOf(score: number, width: number | null): string {
  if (width === null || width > VAGUE) return 'u-none';
  if (width <= SURE) return bandOf(score);
  return score < 40 ? 'u-low' : score < 60 ? 'u-mid' : 'u-high';
}

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
          <Legend />
          <p class="acts">
            <SaveCsv name="chokepoint-steps" rows={[['element', ...STEPS, 'p05', 'p95'], ...file]} />
          </p>
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

const PALE = 'light-dark(#0b0d10, #fff)';
/** Colours of text on shades, where it is not that of the darker ones. */
const INKS: Readonly<Record<string, string>> = {
  low: PALE,
  'u-low': PALE,
  guarded: '#000',
  'u-mid': '#000',
  'u-none': '#000',
};

function Cell({ row, step }: { readonly row: ScoreRow; readonly step: string }) {
  const score = scoreAt(row, step);
  if (score === null) return row.score == null ? <td class="hatched">{WORDS.unknown}</td> : <td />;
  const known = row.interval == null ? null : row.interval.p95 - row.interval.p05;
  const isWeakest = step === row.stage;
  // Only the weakest step has an interval of its own: the others are vague at best.
  const shade = shadeOf(score, known === null || isWeakest ? known : Math.max(known, VAGUE));
  return (
    <td style={{ background: `var(--${shade})`, color: INKS[shade] ?? 'light-dark(#fff, #0b0d10)' }}>
      {isWeakest ? <b>{chance(score)}</b> : chance(score)}
    </td>
  );
}

const SHADE = { flex: '1', height: '14px', borderRadius: '0' };

/** What the colours mean: the further to the right the higher, the further down the less certain. */
const Legend = () => (
  <section style={{ marginBottom: 'var(--s3)' }} aria-label={EXPLORE.colours}>
    {(
      [
        [['low', 'guarded', 'elevated', 'high', 'critical'], EXPLORE.sureUpTo(SURE)],
        [['u-low', 'u-mid', 'u-high'], EXPLORE.vagueUpTo(SURE + 1, VAGUE)],
        [['u-none'], EXPLORE.wider],
        [['hatched'], EXPLORE.hatched],
        [[], EXPLORE.widthOf],
      ] as const
    ).map(([shades, text]) => (
      <p key={text} class="key">
        <span style={{ display: 'flex', gap: '1px', width: '160px' }} aria-hidden="true">
          {shades.map((shade) => (
            <i
              key={shade}
              class={shade}
              style={{ ...SHADE, ...(shade === 'hatched' ? {} : { background: `var(--${shade})` }) }}
            />
          ))}
        </span>
        {text}
      </p>
    ))}
  </section>
);
