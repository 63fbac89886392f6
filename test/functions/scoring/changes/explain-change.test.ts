import { describe, expect, it } from 'vitest';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { type MethodologyDocument, methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import type { SubjectKey } from '#functions/ports/published-scores.ts';
import { ChangeUnexplained, changeExplainer } from '#functions/scoring/changes/explain-change.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import type { RunScorer } from '#functions/scoring/results/run-scorer.ts';
import { methodologiesWithDraws } from '#test/builders/small-facts.ts';

const methodologies = methodologiesWithDraws(50);

function runOf(number: number, as_of: string, data = bundledReferenceData): RunScorer {
  const sha256 = methodologies.get('1.0.0')?.sha256 ?? '';
  const run = {
    run_id: `r000000000${number}`,
    as_of,
    known_at: as_of,
    started_at: `${as_of}T18:00:00.000Z`,
    code_version: 'test',
    methodology: { version: '1.0.0', sha256 },
  };
  return referenceRunScorer(run, { data, methodologies, seedOf: sha256Seed, brief: true });
}

/** Two runs as the store would have them. */
function explainerOf(before: RunScorer, after: RunScorer) {
  const known = new Map<string, Explanation>();
  const explanation = async (runId: string, { type, id, buyer }: SubjectKey): Promise<Explanation> => {
    const key = `${runId}${type}${id}${buyer}`;
    const found = known.get(key) ?? ((runId === 'r0000000001' ? before : after).findings({ type, id }, buyer).explanation as Explanation);
    known.set(key, found);
    return found;
  };
  const document = async (): Promise<MethodologyDocument | null> => methodologies.get('1.0.0')?.document ?? null;
  const explain = changeExplainer({ explanation, document });
  return async (type: SubjectKey['type'], id: string, buyer: string) => {
    const [was, is] = [await explanation('r0000000001', { type, id, buyer }), await explanation('r0000000002', { type, id, buyer })];
    return { was, is, change: was.score === null || is.score === null ? null : await explain(was, is) };
  };
}

const exact = ({ contributions }: Explanation): number =>
  (contributions as readonly { readonly points: number }[]).reduce((sum, { points }) => sum + points, 0);
const sum = (values: Readonly<Record<string, number>>): number => Object.values(values).reduce((total, value) => total + value, 0);

describe('changes between two nights of the shipped facts', () => {
  const change = explainerOf(runOf(1, '2025-10-08'), runOf(2, '2025-10-09'));

  it('sum by cause and by driver to the difference, for every subject', async () => {
    const { subjects } = runOf(1, '2025-10-08');
    let explained = 0;
    for (const { type, id } of subjects) {
      const found = await change(type, id, 'JPN');
      if (found.change === null) continue;
      const delta = exact(found.is) - exact(found.was);
      expect([type, id, Math.abs(sum(found.change.by_cause) - delta) < 1e-9, Math.abs(sum(found.change.by_driver) - delta) < 1e-9]).toEqual(
        [type, id, true, true],
      );
      explained += 1;
    }
    expect(explained).toBeGreaterThan(140);
  });

  it('put the package of 9 October 2025 to new events, and little to the day that passed', async () => {
    const { change: erbium } = await change('element', 'Er', 'USA');
    expect(erbium?.by_cause.new_event).toBeGreaterThan(25);
    expect(Math.abs(erbium?.by_cause.time_passing ?? 9)).toBeLessThan(0.5);
    expect(erbium?.by_driver['active_control:CHN']).toBeGreaterThan(25);
    const events = (erbium?.reasons ?? []).filter(({ cause }) => cause === 'new_event').map(({ what }) => what);
    expect(events).toEqual(expect.arrayContaining(['CN-2025-56', 'CN-2025-57', 'CN-2025-62']));
  });

  it('explain a country by the elements that give its scores', async () => {
    const { change: china } = await change('country', 'CHN', 'JPN');
    expect(Object.keys(china?.by_driver ?? {}).every((driver) => driver.endsWith(':CHN'))).toBe(true);
  });
});

it('a corrected share of the same vintage is a correction, one of a newer vintage is newer data', async () => {
  const shifted = (date: string | null) => ({
    ...bundledReferenceData,
    shares: bundledReferenceData.shares.map((row) => {
      if (row.element !== 'Ga' || row.stage !== 'refining') return row;
      const share = row.country === 'CHN' ? row.share - 0.1 : row.share;
      return { ...row, share: row.country === 'JPN' ? row.share + 0.1 : share, ...(date === null ? {} : { date }) };
    }),
  });
  const causes = async (date: string | null) => {
    const { change } = await explainerOf(runOf(1, '2026-10-01'), runOf(2, '2026-10-01', shifted(date)))('element', 'Ga', 'USA');
    return Object.entries(change?.by_cause ?? {})
      .filter(([, points]) => Math.abs(points) > 1e-9)
      .map(([cause]) => cause);
  };
  expect(await causes(null)).toEqual(['data_correction']);
  expect(await causes('2026')).toEqual(['data_update']);
});

it('tells a change that the attribution cannot cope with from a fault of the store', async () => {
  const { explanation } = runOf(1, '2026-10-01').findings({ type: 'supplier', id: 'lynas' }, 'JPN');
  const published = explanation as Explanation;
  const { sites } = published.inputs as { readonly sites: Readonly<Record<string, unknown>> };
  const document = async () => methodologies.get('1.0.0')?.document ?? null;
  const explain = changeExplainer({ explanation: async () => null, document });
  const damaged = { ...published, inputs: { ...(published.inputs as object), sites: { ...sites, X: null } } };
  await expect(explain(damaged, { ...damaged, as_of: '2026-10-02' })).rejects.toThrow(ChangeUnexplained);
  const down = changeExplainer({ explanation: async () => null, document: async () => Promise.reject(new Error('throttled')) });
  await expect(down(published, published)).rejects.not.toThrow(ChangeUnexplained);
});

it('needs the methodology that the runs have published', async () => {
  const { explanation } = runOf(1, '2026-10-01').findings({ type: 'element', id: 'Dy' }, 'JPN');
  const explain = changeExplainer({ explanation: async () => null, document: async () => null });
  await expect(explain(explanation as Explanation, explanation as Explanation)).rejects.toThrow('has no document of methodology 1.0.0');
  expect(methodologyOf(methodologies.get('1.0.0')?.document as MethodologyDocument).version).toBe('1.0.0');
});
