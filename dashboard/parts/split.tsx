import { wholeScore } from '#domain/vocabulary/band-scale.ts';
import { WORDS } from '../words/shell.ts';
import { Drawing, Key } from './drawing.tsx';

const COLOURS = ['force', 'begin', 'security'] as const;

/**
 * What a chance is made of, what is in force, what may begin, a security crisis: `82 + 7 + 0`, with a bar.
 * Whole numbers that add up to the whole score.
 */
export function Split({
  parts,
}: {
  readonly parts: readonly [force: number, begin: number, security: number];
}) {
  const names = [WORDS.inForce, WORDS.mayBegin, WORDS.security];
  const whole = wholeParts(parts, wholeScore(parts.reduce((sum, part) => sum + part, 0)));
  return (
    <span title={whole.map((part, n) => `${part} ${names[n]}`).join(', ')}>
      <Drawing
        width={84}
        height={6}
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        style={{ background: 'var(--sunk)' }}
      >
        {parts.map((part, n) => (
          <rect
            key={names[n]}
            x={(n > 0 ? parts[0] : 0) + (n > 1 ? parts[1] : 0)}
            width={part}
            height={6}
            fill={`var(--${COLOURS[n]})`}
          />
        ))}
      </Drawing>
      <span class="sub nowrap">{whole.join(' + ')}</span>
    </span>
  );
}

export const SplitKey = () => (
  <Key
    of={[
      [null, WORDS.dotsMean],
      ['force', WORDS.inForce],
      ['begin', WORDS.mayBegin],
      ['security', WORDS.security],
    ]}
  />
);

/**
 * Numbers as whole ones that add up to `total`, by largest remainder; to their rounded sum where it is not
 * given.
 */
export function wholeParts(
  parts: readonly number[],
  total = Math.round(parts.reduce((sum, part) => sum + part, 0)),
): readonly number[] {
  const floors = parts.map(Math.floor);
  const left = total - floors.reduce((sum, part) => sum + part, 0);
  // Whole numbers of a total may be further from its parts than one for each.
  const each = Math.floor(left / parts.length);
  const byRemainder = parts
    .map((part, n) => ({ n, rest: part - Math.floor(part) }))
    .sort((one, other) => other.rest - one.rest || one.n - other.n);
  const raised = new Set(byRemainder.slice(0, left - each * parts.length).map(({ n }) => n));
  return floors.map((part, n) => part + each + (raised.has(n) ? 1 : 0));
}
