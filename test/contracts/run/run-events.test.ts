import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_SOURCE, RUN_EVENT_SCHEMAS } from '#contracts/run/run-events.ts';

interface Documented {
  readonly source: string;
  readonly 'detail-type': keyof typeof RUN_EVENT_SCHEMAS;
  readonly detail: Readonly<Record<string, unknown>>;
}

const blocks = [...readFileSync('docs/events.md', 'utf8').matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json));
const examples: readonly Documented[] = blocks.filter(({ source }) => typeof source === 'string');
const patterns: readonly Record<string, unknown>[] = blocks.filter(({ source }) => Array.isArray(source));

type Pattern = readonly unknown[] | { readonly [field: string]: Pattern };
/** The part of the pattern language that the documentation uses: a list of values that a field may have. */
const fits = (pattern: Pattern, value: unknown): boolean =>
  Array.isArray(pattern)
    ? pattern.includes(value)
    : Object.entries(pattern as Readonly<Record<string, Pattern>>).every(([field, of]) =>
        fits(of, (value as Record<string, unknown> | undefined)?.[field]),
      );

describe('the documentation of events', () => {
  it.each(examples.map((example) => [example['detail-type'], example] as const))('has an example of %s as it is sent', (type, example) => {
    expect(example.source).toBe(EVENT_SOURCE);
    expect(RUN_EVENT_SCHEMAS[type].safeParse(example.detail).error?.issues ?? []).toEqual([]);
  });

  it('has an example for every shape, and a line for every type', () => {
    const shapes = new Set(Object.values(RUN_EVENT_SCHEMAS));
    expect(new Set(examples.map((example) => RUN_EVENT_SCHEMAS[example['detail-type']]))).toEqual(shapes);
    const page = readFileSync('docs/events.md', 'utf8');
    for (const type of Object.keys(RUN_EVENT_SCHEMAS)) expect(page).toContain(`| \`${type}\` |`);
  });

  it('shows patterns of which one hears the example of a change of band and the other does not', () => {
    expect(patterns).toHaveLength(2);
    const change = examples.find((example) => example['detail-type'] === 'band.changed');
    expect(patterns.map((pattern) => fits(pattern as Pattern, change))).toEqual([false, true]);
  });

  it('shows a change whose splits sum to the difference', () => {
    const change = examples.find((example) => example['detail-type'] === 'band.changed')?.detail as {
      delta: number;
      score_before: number;
      score_after: number;
      by_cause: Record<string, number>;
      by_driver: { points: number }[];
    };
    const hundredths = (points: readonly number[]) => points.reduce((sum, value) => sum + Math.round(value * 100), 0);
    const delta = hundredths([change.delta]);
    expect(hundredths([change.score_after, -change.score_before])).toBe(delta);
    expect(hundredths(Object.values(change.by_cause))).toBe(delta);
    expect(hundredths(change.by_driver.map(({ points }) => points))).toBe(delta);
  });
});
