import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { type RunScorer, recomputed } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { scorerOn } from '#test/builders/small-facts.ts';

const check = (explanation: Explanation) => recomputed(explanation, METHODOLOGY);

/** As it travels: through JSON. */
const served = (scorer: RunScorer, type: string, id: string, buyer: string): Explanation =>
  JSON.parse(JSON.stringify({ ...scorer.findings({ type, id }, buyer).explanation, links: { self: '/' } }));

/** Paths of every number in a document. */
function numbersIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'number') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => numbersIn(member, [...path, name]));
}

function withNumberChanged(document: Explanation, path: readonly string[]): Explanation {
  const copy = structuredClone(document) as Record<string, unknown>;
  let place = copy;
  for (const name of path.slice(0, -1)) place = place[name] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  place[last] = withDigitChanged(place[last] as number);
  return copy as unknown as Explanation;
}

/** The last digit of the number becomes another. */
function withDigitChanged(value: number): number {
  const text = JSON.stringify(value);
  const at = text.search(/[0-9](?=[^0-9]*(e.*)?$)/);
  for (const digit of '5173926480') {
    const changed = Number(`${text.slice(0, at)}${digit}${text.slice(at + 1)}`);
    if (changed !== value) return changed;
  }
  return value + 1;
}

describe('a published explanation', () => {
  const scorer = scorerOn('2026-10-01', { brief: false });

  it('of every subject and buyer of a run can be made again from its inputs', () => {
    const wrong: unknown[] = [];
    let checked = 0;
    for (const { type, id } of scorer.subjects) {
      for (const buyer of scorer.buyers) {
        const found = check(served(scorer, type, id, buyer));
        if (found.length > 0) wrong.push([type, id, buyer, found[0]]);
        checked += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBe(scorer.subjects.length * 5);
  }, 300_000);

  it.each([
    ['element', 'Dy'],
    ['supplier', 'lynas'],
    ['country', 'CHN'],
  ])('of a %s tells of a changed digit in any number', (type, id) => {
    const explanation = served(scorer, type, id, 'JPN');
    const paths = numbersIn(explanation).filter(([first]) => first !== 'rank');
    expect(paths.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        expect(check(withNumberChanged(explanation, path))).not.toEqual([]);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('names the field that was changed, when a computed number was', () => {
    const explanation = served(scorer, 'element', 'Dy', 'JPN');
    expect(check({ ...explanation, score: 70 })).toContainEqual({
      field: 'score',
      published: 70,
      recomputed: explanation.score,
    });
    const inputs = { ...(explanation.inputs as object), cover: { default: 99 } };
    const fields = check({ ...explanation, inputs }).map(({ field }) => field);
    expect(fields).toContain('score');
    expect(fields).toContain('drivers.measure:CHN');
    expect(fields).toContain('inputs_sha256');
  });

  it('is refused when its methodology is not the document of that name', () => {
    const explanation = served(scorer, 'element', 'Dy', 'JPN');
    expect(recomputed(explanation, { ...METHODOLOGY, sha256: 'f'.repeat(64) })).toMatchObject([
      { field: 'methodology.sha256' },
    ]);
  });
});
