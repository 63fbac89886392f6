import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkGoldenCases, refusalOf } from '#functions/golden/check-golden-cases.ts';

const NAMES = ['scoring-cases.json', 'scoring-cases-2.0.0.json'];
const textOf = (name: string): string => readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8');
const all = new Map(NAMES.map((name) => [name, textOf(name)]));

interface Golden {
  id: string;
  kind: string;
  expected?: { score?: number; tolerance?: number };
}

/** The cases of 2.0.0 after something was done to some of them. */
function changed(change: (golden: Golden) => void): ReadonlyMap<string, string> {
  const file = JSON.parse(textOf('scoring-cases-2.0.0.json')) as { cases: Golden[] };
  for (const golden of file.cases) change(golden);
  return new Map([['scoring-cases-2.0.0.json', JSON.stringify(file)]]);
}

describe('the check of the golden cases', () => {
  it('finds all 80 right, and has nothing to say', () => {
    const check = checkGoldenCases(all);
    expect(check).toEqual({ cases: 80, wrong: [] });
    expect(refusalOf(check)).toBeUndefined();
  });

  it('names the case whose score is off by a millionth, what it is, and what to do', () => {
    let right = 0;
    const check = checkGoldenCases(
      changed((golden) => {
        if (golden.kind !== 'element' || golden.expected?.score === undefined || right > 0) return;
        right = golden.expected.score;
        golden.expected.score += 1e-6;
      }),
    );
    expect(check.wrong).toHaveLength(1);
    expect(check.wrong[0]?.id).toMatch(/ of scoring-cases-2[.]0[.]0[.]json$/);
    const refusal = refusalOf(check);
    expect(refusal).toContain(
      `1 of 32 golden cases came out wrong on Lambda: ${check.wrong[0]?.id}: element.score: ${String(right).slice(0, 8)}`,
    );
    expect(refusal).toContain('Nothing was changed for readers. Run npm run cases');
  });

  it('takes a case that cannot be scored, and one that states nothing, for wrong', () => {
    let index = 0;
    const check = checkGoldenCases(
      changed((golden) => {
        index += 1;
        if (index === 1) golden.kind = 'weather';
        if (index === 2) delete golden.expected;
      }),
    );
    expect(check.wrong.map(({ why }) => why)).toEqual([
      expect.stringContaining('it could not be scored: RangeError: unknown kind "weather"'),
      'the case says nothing of what is expected',
    ]);
    expect(refusalOf(check)).toContain('2 of 32');
  });

  it('takes an interval that states no tolerance for wrong', () => {
    const check = checkGoldenCases(changed((golden) => golden.kind === 'interval' && delete golden.expected?.tolerance));
    expect(check.wrong.map(({ why }) => why)).toEqual(['the case has no tolerance', 'the case has no tolerance']);
  });

  it('refuses to find nothing wrong where there is nothing', () => {
    expect(() => checkGoldenCases(new Map())).toThrow('the code was bundled without them');
  });
});
