import { capitalised } from '#domain/vocabulary/country-names.ts';
import { currentBuyer, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { bandOf } from '../../parts/band.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { STEPS } from '../../parts/step-name.ts';
import { EXPLORE } from '../../words/explore.ts';
import { chance, wholeChance } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { isInGroup, isNamed, type TabProps } from './filter.ts';
import { byStep } from './questions.ts';

/** Widths of an interval, in points of the scale, up to which a colour is full, and up to which it is told apart at all. */
const [SURE, VAGUE] = [20, 35];

interface Interval {
  readonly p05: number;
  readonly p95: number;
}

/**
 * The colour of a chance: of its band where it is sure, of three where it is vague, none where it could be nearly anything. `width`: points of its
 * interval; null is unknown.
 */
export function shadeOf(score: number, width: number | null): string {
  if (width === null) return 'u-none';
  if (width <= SURE) return bandOf(score);
  if (width > VAGUE) return 'u-none';
  return score < 40 ? 'u-low' : score < 60 ? 'u-mid' : 'u-high';
}

/** Every element against the steps of its chain, most at risk first. */
export const HeatMap = ({ filter }: TabProps) => (
  <Answered to={byStep(currentBuyer.value)} room="80rem">
    {({ data }) => {
      const rows = data.filter((row) => isInGroup(row, filter.group) && isNamed(row, filter.words));
      if (rows.length === 0) return <p class="told">{EXPLORE.noRow}</p>;
      return (
        <>
          {filter.asOf === null ? null : <p class="told">{EXPLORE.stepsToday}</p>}
          <Legend />
          <p class="acts">
            <SaveCsv
              name="chokepoint-steps"
              rows={[
                ['element', ...STEPS, 'p05', 'p95'],
                ...rows.map(({ subject, stages, interval }) => [
                  subject.id,
                  ...STEPS.map((step) => stages?.find(({ stage }) => stage === step)?.score ?? null),
                  interval?.p05 ?? null,
                  interval?.p95 ?? null,
                ]),
              ]}
            />
          </p>
          <table class="heat">
            <thead>
              <tr>
                <th scope="col">{EXPLORE.element}</th>
                {STEPS.map((step) => (
                  <th key={step} scope="col">
                    {WORDS[step]}
                  </th>
                ))}
                <th scope="col">{EXPLORE.between}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ subject, stages, stage, interval, score }) => (
                <tr key={subject.id}>
                  <th scope="row">
                    <a href={subjectLink('element', subject.id)}>{capitalised(subject.name)}</a>
                  </th>
                  {STEPS.map((step) => {
                    const found = stages?.find((one) => one.stage === step);
                    if (found === undefined && score != null) return <td key={step} />;
                    return <Cell key={step} score={found?.score ?? null} interval={interval} isWeakest={step === stage} />;
                  })}
                  <td class="nowrap">
                    {interval == null ? WORDS.unknown : WORDS.range(wholeChance(interval.p05), wholeChance(interval.p95))}
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
const INKS: Readonly<Record<string, string>> = { low: PALE, 'u-low': PALE, guarded: '#000', 'u-mid': '#000', 'u-none': '#000' };

interface CellProps {
  readonly score: number | null;
  readonly interval: Interval | null | undefined;
  /** Whether it is the step that the chance of the element is of. */
  readonly isWeakest: boolean;
}

function Cell({ score, interval, isWeakest }: CellProps) {
  if (score === null) return <td class="hatched">{WORDS.unknown}</td>;
  const known = interval == null ? null : interval.p95 - interval.p05;
  // Only the weakest step has an interval of its own: the others are vague at best.
  const width = known === null || isWeakest ? known : Math.max(known, VAGUE);
  const shade = shadeOf(score, width);
  return (
    <td style={{ background: `var(--${shade})`, color: INKS[shade] ?? 'light-dark(#fff, #0b0d10)' }}>
      {isWeakest ? <b>{chance(score)}</b> : chance(score)}
    </td>
  );
}

const SCALE = { display: 'flex', gap: '1px', width: '160px' };
const SHADE = { flex: '1', height: '14px', borderRadius: '0' };
const KEY = [
  [10, 30, 50, 70, 90].map((score) => [score, SURE] as const),
  [20, 50, 80].map((score) => [score, VAGUE] as const),
  [[50, 100] as const],
];

/** What the colours mean: the further to the right the higher, the further down the less certain. */
const Legend = () => (
  <section style={{ marginBottom: 'var(--s3)' }} aria-label={EXPLORE.colours}>
    {KEY.map((scores, n) => (
      <p key={n} class="key">
        <span style={SCALE} aria-hidden="true">
          {scores.map(([score, width]) => (
            <i key={score} style={{ ...SHADE, background: `var(--${shadeOf(score, width)})` }} />
          ))}
        </span>
        {[EXPLORE.sureUpTo(SURE), EXPLORE.vagueUpTo(SURE + 1, VAGUE), EXPLORE.wider][n]}
      </p>
    ))}
    <p class="key">
      <span style={SCALE} aria-hidden="true">
        <i class="hatched" style={SHADE} />
      </span>
      {EXPLORE.hatched}
    </p>
    <p class="key">{EXPLORE.widthOf}</p>
  </section>
);
