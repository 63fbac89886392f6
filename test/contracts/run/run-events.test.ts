import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_SOURCE, RUN_EVENT_SCHEMAS } from '#contracts/run/run-events.ts';

interface Documented {
  readonly source: string;
  readonly 'detail-type': keyof typeof RUN_EVENT_SCHEMAS;
  readonly detail: Readonly<Record<string, unknown>>;
}

const blocks = [
  ...readFileSync('docs/integrations/events/README.md', 'utf8').matchAll(/```json\n(.*?)```/gs),
].map(([, json = '']) => JSON.parse(json));
const examples: readonly Documented[] = blocks.filter(({ source }) => typeof source === 'string');

describe('the documentation of events', () => {
  it.each(examples.map((example) => [example['detail-type'], example] as const))(
    'has an example of %s as it is sent',
    (type, example) => {
      expect(example.source).toBe(EVENT_SOURCE);
      expect(RUN_EVENT_SCHEMAS[type].safeParse(example.detail).error?.issues ?? []).toEqual([]);
    },
  );

  it('shows a change whose splits sum to the difference', () => {
    const change = examples.find((example) => example['detail-type'] === 'band.changed')?.detail as {
      delta: number;
      score_before: number;
      score_after: number;
      by_cause: Record<string, number>;
      by_driver: { points: number }[];
    };
    const hundredths = (points: readonly number[]) =>
      points.reduce((sum, value) => sum + Math.round(value * 100), 0);
    const delta = hundredths([change.delta]);
    expect(hundredths([change.score_after, -change.score_before])).toBe(delta);
    expect(hundredths(Object.values(change.by_cause))).toBe(delta);
    expect(hundredths(change.by_driver.map(({ points }) => points))).toBe(delta);
  });
});
