import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { carrierState } from '#domain/signals/carriers/carriers-state.ts';
import { senkakuState } from '#domain/signals/senkaku/senkaku-state.ts';
import { taiwanStraitState } from '#domain/signals/taiwan-strait/taiwan-strait-state.ts';
import type { Parameters } from '#domain/vocabulary/methodology.ts';

const cases = JSON.parse(readFileSync(new URL('../../golden/scoring-cases.json', import.meta.url), 'utf8'));
const parameters = cases.parameters as Parameters;
const goldenCase = (series: string) =>
  cases.cases.find((c: { kind: string; inputs: { series: string } }) => c.kind === 'signal' && c.inputs.series === series);

function expectClose(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === 'number') expect(Math.abs((actual as number) - expected), path).toBeLessThan(1e-9);
  else if (typeof expected === 'object' && expected !== null)
    for (const [key, value] of Object.entries(expected)) expectClose((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
  else expect(actual, path).toBe(expected);
}

describe('the golden signal states', () => {
  it('of the Taiwan Strait: exercise days, three series, gaps', () => {
    const { inputs, expected } = goldenCase('taiwan_strait');
    const state = taiwanStraitState(inputs.data, inputs.as_of, parameters);
    expectClose(state, expected, 'taiwan_strait');
    expect(Object.keys(state.p).sort()).toEqual(Object.keys(expected.p).sort());
  });

  it('of the Senkaku Islands: vessel-days and escalations, one not yet known, two of one episode', () => {
    const { inputs, expected } = goldenCase('senkaku');
    expectClose(senkakuState(inputs.data, inputs.as_of, parameters), expected, 'senkaku');
  });

  it('of the carriers: two at sea, publications read to the day before', () => {
    const { inputs, expected } = goldenCase('carriers');
    expectClose(carrierState(inputs.data, inputs.as_of, parameters), expected, 'carriers');
  });
});
