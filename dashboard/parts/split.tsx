import { wholeScore } from '#domain/vocabulary/band-scale.ts';
import { wholeParts } from '#domain/vocabulary/whole-parts.ts';
import { WORDS } from '../words/shell.ts';
import { Drawing, Key } from './drawing.tsx';

const COLOURS = ['force', 'begin', 'security'] as const;

/**
 * What a chance is made of, what is in force, what may begin, a security crisis: `82 + 7 + 0`, with a bar.
 * Whole numbers that add up to the whole score.
 */
export function Split({
  parts,
}: Readonly<{
  parts: readonly [force: number, begin: number, security: number];
}>) {
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
