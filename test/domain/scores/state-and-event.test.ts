import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreElement } from '#domain/scores/element-score.ts';
import { elementStages } from '#domain/scores/element-situation.ts';
import { assessStage, hazardSumOf } from '#domain/scores/stage-score.ts';
import type { Methodology, Parameters } from '#domain/vocabulary/methodology.ts';
import type { ElementGroups, ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { ScoredElement } from '#domain/vocabulary/scoring-result.ts';
import { anyElementInputs } from '#test/builders/any-element-inputs.ts';

const path = new URL('../../golden/scoring-cases-2.0.0.json', import.meta.url);
const file = JSON.parse(readFileSync(path, 'utf8')) as { readonly parameters: Parameters; readonly groups: ElementGroups };
const methodology: Methodology = { version: '2.0.0', ...file };
const inputs = anyElementInputs(methodology);
const ROUNDING = 1e-9;
const RUNS = { numRuns: 300 };

function scored(of: ElementInputs): ScoredElement | null {
  const result = scoreElement(of, methodology);
  return result.status === 'ok' ? result : null;
}

const sum = (points: Readonly<Record<string, number>> | undefined): number =>
  Object.values(points ?? {}).reduce((all, one) => all + one, 0);

describe('a score of state and event', () => {
  test('is the union of its parts, and each of the three waterfalls sums to its number', () => {
    fc.assert(
      fc.property(inputs, (of) => {
        const result = scored(of);
        if (result === null) return;
        const { score, state = Number.NaN, new_event: event = Number.NaN } = result;
        expect(score).toBeLessThan(100);
        expect(Math.max(state, event)).toBeLessThanOrEqual(score + ROUNDING);
        expect(score / 100).toBeCloseTo(1 - (1 - state / 100) * (1 - event / 100), 12);
        expect(sum(result.contributions)).toBeCloseTo(score, 9);
        expect(sum(result.state_contributions)).toBeCloseTo(state, 9);
        expect(sum(result.event_contributions)).toBeCloseTo(event, 9);
      }),
      RUNS,
    );
  });

  test('says that a stock-out inside 90 days is no likelier than one inside the year, and no more days than there are', () => {
    fc.assert(
      fc.property(inputs, (of) => {
        const result = scored(of);
        if (result === null) return;
        expect(result.p_stockout_90).toBeLessThanOrEqual(result.p_stockout_365 + ROUNDING);
        expect(result.p_stockout_365).toBeLessThanOrEqual(result.score / 100 + ROUNDING);
        expect(result.expected_days).toBeLessThanOrEqual((of.horizon_days ?? 365) + ROUNDING);
      }),
      RUNS,
    );
  });

  test('has the same sum where a draw asks for nothing else', () => {
    fc.assert(
      fc.property(inputs, (of) => {
        for (const { situation } of elementStages(of, methodology)) {
          if (situation !== null) expect(hazardSumOf(situation)).toBeCloseTo(assessStage(situation).Lambda, 9);
        }
      }),
      RUNS,
    );
  });

  test('is never lowered by one more measure, and its state neither', () => {
    fc.assert(
      fc.property(inputs, (of) => {
        const measures = of.measures ?? [];
        const [more, fewer] = [scored(of), scored({ ...of, measures: measures.slice(1) })];
        if (more === null || fewer === null) return;
        // A licence that goes can take a dual-use rule along, never the other way round.
        expect(more.score).toBeGreaterThanOrEqual(fewer.score - ROUNDING);
        const stateOf = (result: ScoredElement) => Math.max(...result.stages.map((stage) => ('state' in stage ? (stage.state ?? 0) : 0)));
        expect(stateOf(more)).toBeGreaterThanOrEqual(stateOf(fewer) - ROUNDING);
      }),
      RUNS,
    );
  });
});
