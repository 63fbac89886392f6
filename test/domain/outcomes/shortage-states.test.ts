import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { shortageState } from '#domain/outcomes/shortage-states.ts';
import type { ShortageRow } from '#domain/vocabulary/reference-data.ts';
import shortages from '../../../shared/reference/shortages.json' with { type: 'json' };

interface Judged {
  readonly element: string;
  readonly buyer: string;
  readonly quarter: string;
  readonly state: string;
}

// The states were judged by another hand from the same reports: shortage-states.csv.
test('the rule gives every state that was judged by hand', () => {
  const file = new URL('../../../docs/benchmark/shortage-states.csv', import.meta.url);
  const judged: readonly Judged[] = parse(readFileSync(file), { columns: true });
  const other = judged.filter(
    (of) => shortageState(shortages as unknown as readonly ShortageRow[], of, JUDGING_RULES[0]) !== of.state,
  );
  expect(judged.length).toBe(1170);
  expect(other).toEqual([]);
});
