import { wholeScore } from '#domain/vocabulary/band-scale.ts';
import { wholeParts } from '#domain/vocabulary/whole-parts.ts';
import { mark } from '../../parts/band.tsx';
import { Card } from '../../parts/card.tsx';
import { onScale } from '../../parts/dots.tsx';
import { Drawing } from '../../parts/drawing.tsx';
import { Sums } from '../../parts/sums.tsx';
import { type Column, TableCard } from '../../parts/table.tsx';
import { chance, filled, moved } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { SUBJECT } from '../../words/subject.ts';
import { Cited } from './cited.tsx';
import type { Explanation, OneDocument } from './questions.ts';

const COLOURS: Readonly<Record<string, string>> = {
  state: 'force',
  may_begin: 'begin',
  security: 'security',
};

/**
 * Causes that add up to the chance, in the colours of its parts; unfolded, each in a sentence with its sources.
 */
export function Why({
  document: { score, state, may_begin: begin, security, drivers, evidence },
}: OneDocument) {
  if (score === null) return null;
  const points = [state, begin, security].flatMap((part) => part ?? []);
  const whole = wholeParts(points, wholeScore(score));
  const names = [WORDS.inForce, WORDS.mayBegin, WORDS.security];
  const key = points.map((_, n) => (
    <span key={n}>
      <i style={mark(Object.values(COLOURS)[n] ?? '')} aria-hidden="true" />
      {names[n]} {whole[n] === 0 && points[n] !== 0 ? '<1' : whole[n]}
    </span>
  ));
  return (
    <Card title={filled(SUBJECT.why, { chance: chance(score) })} note={<span class="key">{key}</span>}>
      <Sums
        causes={drivers.map(({ id, label, points, part }) => ({
          label: label ?? id,
          points,
          colour: COLOURS[part],
        }))}
        total={WORDS.chance}
      />
      <details>
        <summary>{SUBJECT.inSentences}</summary>
        <ul class="bare">
          {drivers.map(({ id, summary, evidence: rows }) => (
            <li key={id}>
              {summary} <Cited rows={rows} evidence={evidence} />
            </li>
          ))}
        </ul>
      </details>
    </Card>
  );
}

type Lever = Explanation['counterfactuals'][number];

const scarceColumn = (now: number | null): Column<Lever> => [
  WORDS.scarcity,
  ({ scarce }) =>
    scarce === null || now === null
      ? WORDS.unknown
      : [chance(scarce), <span class="muted"> {moved(now, scarce)}</span>],
  'num named',
];

const LEVER = 120;
const colourOf = (change: number): string => (change < 0 ? 'var(--low)' : 'var(--high)');

const sizeOf = ({ difference, scarce_difference: scarcer }: Lever): number =>
  Math.max(Math.abs(difference ?? 0), Math.abs(scarcer ?? 0));

export function Levers({ document: { score, scarce, counterfactuals } }: OneDocument) {
  const levers = counterfactuals
    .flatMap((lever) => {
      const { score: to, difference: by } = lever;
      return score === null || to === null || by === null ? [] : [{ ...lever, from: score, to, by }];
    })
    .sort((one, other) => sizeOf(other) - sizeOf(one));
  const at = (value: number): number => 5 + onScale(value) * (LEVER - 10);
  const isBoth = levers.some(({ scarce }) => scarce !== null);
  return (
    <TableCard
      title={SUBJECT.change}
      note={SUBJECT.oneAtATime}
      none={SUBJECT.noLevers}
      class="sums"
      rows={levers}
      columns={[
        [SUBJECT.if, ({ label, description }) => <span title={description}>{label}</span>],
        [
          '',
          ({ to, by, from }) => (
            <Drawing width={LEVER} height={18}>
              <path stroke={colourOf(by)} stroke-width={2} d={`M${at(from)} 9H${at(to)}`} />
              <path stroke="var(--line2)" d={`M${at(from)} 2V16`} />
              <circle fill={colourOf(by)} cx={at(to)} cy={9} r={4} />
            </Drawing>
          ),
          'off-phone',
        ],
        [isBoth ? WORDS.standstill : WORDS.chance, ({ to }) => chance(to), 'num named'],
        [WORDS.change, ({ from, to }) => moved(from, to), 'num muted'],
        ...(isBoth ? [scarceColumn(scarce)] : []),
      ]}
    />
  );
}
