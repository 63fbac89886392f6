import { describe, expect, it } from 'vitest';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { ChangeUnexplained, changeExplainer } from '#functions/scoring/run-changes.ts';
import { PARAMETERS } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { scorerOn } from '#test/builders/small-facts.ts';

const explain = changeExplainer(PARAMETERS);
const sum = (values: Readonly<Record<string, number>>): number =>
  Object.values(values).reduce((total, value) => total + value, 0);
const exact = ({ exact: of }: Explanation): number => (of as { readonly score: number }).score;

describe('changes between two nights of the shipped facts', () => {
  const [before, after] = [scorerOn('2025-10-08'), scorerOn('2025-10-09', { run_id: 'r0000000002' })];
  const change = (type: string, id: string, buyer: string) => {
    const [was, is] = [before, after].map(
      (scorer) => scorer.findings({ type, id }, buyer).explanation as Explanation,
    ) as [Explanation, Explanation];
    return { was, is, change: was.score === null || is.score === null ? null : explain(was, is) };
  };

  it('sum by cause and by driver to the difference, for every subject', () => {
    let explained = 0;
    for (const { type, id } of before.subjects) {
      const found = change(type, id, 'JPN');
      if (found.change === null) continue;
      const delta = exact(found.is) - exact(found.was);
      expect([
        type,
        id,
        Math.abs(sum(found.change.by_cause) - delta) < 1e-9,
        Math.abs(sum(found.change.by_driver) - delta) < 1e-9,
      ]).toEqual([type, id, true, true]);
      expect(explain(found.was, found.is, true)).toEqual(found.change);
      explained += 1;
    }
    expect(explained).toBeGreaterThan(80);
  });

  it('put the package of 9 October 2025 to new events, and little to the day that passed', () => {
    const { change: erbium } = change('element', 'Er', 'USA');
    expect(erbium?.by_cause.new_event).toBeGreaterThan(5);
    expect(Math.abs(erbium?.by_cause.time_passing ?? 9)).toBeLessThan(0.5);
    const events = (erbium?.reasons ?? [])
      .filter(({ cause }) => cause === 'new_event')
      .map(({ what }) => what);
    expect(events).toContain('CN-2025-57');
  });

  it('explain a country by the elements that give its scores', () => {
    const { change: china } = change('country', 'CHN', 'JPN');
    expect(
      Object.keys(china?.by_driver ?? {}).filter((driver) => !/:CHN$|^(security:|closure$)/.test(driver)),
    ).toEqual([]);
  });
});

it('a corrected share of the same vintage is a correction, one of a newer vintage is newer data', () => {
  const shifted = (date: string | null) => ({
    ...bundledReferenceData,
    shares: bundledReferenceData.shares.map((row) => {
      if (row.element !== 'Ga' || row.stage !== 'refining') return row;
      const share = row.country === 'CHN' ? row.share - 0.1 : row.share;
      return {
        ...row,
        share: row.country === 'JPN' ? row.share + 0.1 : share,
        ...(date === null ? {} : { date }),
      };
    }),
  });
  const explanationOf = (data = bundledReferenceData) =>
    scorerOn('2026-10-01', { data }).findings({ type: 'element', id: 'Ga' }, 'USA')
      .explanation as Explanation;
  const causes = (date: string | null) =>
    Object.entries(explain(explanationOf(), explanationOf(shifted(date))).by_cause)
      .filter(([, points]) => Math.abs(points) > 1e-9)
      .map(([cause]) => cause);
  expect(causes(null)).toEqual(['data_correction']);
  expect(causes('2026')).toEqual(['data_update']);
});

it('says of a change that the attribution cannot cope with that it is unexplained', () => {
  const published = scorerOn('2026-10-01').findings({ type: 'supplier', id: 'lynas' }, 'JPN')
    .explanation as Explanation;
  const damaged = { ...published, inputs: { ...(published.inputs as object), elements: { Nd: null } } };
  expect(() => explain(published, { ...damaged, as_of: '2026-10-02' })).toThrow(ChangeUnexplained);
});
