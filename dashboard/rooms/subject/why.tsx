import { mark } from '../../parts/band.tsx';
import { Sums } from '../../parts/sums.tsx';
import { chance, signed } from '../../words/language.ts';
import { WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import { Cited } from './cited.tsx';
import type { Explanation } from './questions.ts';

const COLOURS: Readonly<Record<string, string>> = { state: 'force', may_begin: 'begin', security: 'security' };

/** Causes that add up to the chance, in the colours of its parts; each in a sentence with its sources when asked for. */
export function Why({ document: { score, state, may_begin: begin, security, drivers, evidence } }: { readonly document: Explanation }) {
  if (score === null) return null;
  const parts = [
    ['force', SHELL.inForce, state],
    ['begin', SHELL.mayBegin, begin],
    ['security', SHELL.security, security],
  ] as const;
  return (
    <section class="card">
      <header>
        <h2>{WORDS.why(chance(score))}</h2>
        <p class="key">
          {parts.map(([part, name, points]) => (
            <span key={part}>
              <i style={mark(part)} aria-hidden="true" />
              {name} {points === null ? SHELL.unknown : wholePoints(points)}
            </span>
          ))}
        </p>
      </header>
      <Sums
        causes={drivers.map(({ id, label, points, part }) => ({ label: label ?? id, points, colour: COLOURS[part] }))}
        total={WORDS.chanceTotal}
        scale={100}
      />
      <details>
        <summary>{WORDS.inSentences}</summary>
        <ul class="bare">
          {drivers.map(({ id, summary, evidence: rows }) => (
            <li key={id}>
              {summary} <Cited rows={rows} evidence={evidence} />
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** Points of a chance, whole: `88`, `<1`. */
const wholePoints = (points: number): string => (points > 0 && points < 0.5 ? '<1' : String(Math.round(points)));

const LEVER = 120;
const colourOf = (change: number): string => (change < 0 ? 'var(--low)' : 'var(--high)');

/** Conditions that would move the chance, one at a time, strongest first. */
export function Levers({ document: { score, counterfactuals } }: { readonly document: Explanation }) {
  const levers = counterfactuals
    .flatMap((lever) => (lever.score === null || lever.difference === null ? [] : [{ ...lever, to: lever.score, by: lever.difference }]))
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by));
  const at = (value: number): number => 5 + (value / 100) * (LEVER - 10);
  return (
    <section class="card">
      <header>
        <h2>{WORDS.change}</h2>
        <p>{WORDS.oneAtATime}</p>
      </header>
      {score === null || levers.length === 0 ? (
        <p class="muted">{WORDS.noLevers}</p>
      ) : (
        <table class="sums">
          <thead class="gone">
            <tr>
              <th scope="col">{WORDS.if}</th>
              <td />
              <th scope="col">{WORDS.becomes}</th>
              <th scope="col">{SHELL.change}</th>
            </tr>
          </thead>
          <tbody>
            {levers.map(({ id, label, description, to, by }) => (
              <tr key={id} title={description}>
                <th scope="row">{label}</th>
                <td class="off-phone" style={{ width: `${LEVER + 8}px` }}>
                  <svg width={LEVER} height={18} viewBox={`0 0 ${LEVER} 18`} aria-hidden="true">
                    <path stroke={colourOf(by)} stroke-width={2} d={`M${at(score)} 9H${at(to)}`} />
                    <path stroke="var(--line2)" d={`M${at(score)} 2V16`} />
                    <circle fill={colourOf(by)} cx={at(to)} cy={9} r={4} />
                  </svg>
                </td>
                <td class="num">{chance(to)}</td>
                <td class="num muted">{signed(by)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
