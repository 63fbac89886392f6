import { expect, test } from 'vitest';
import { ageText } from '#dashboard/words/age.ts';

test.each([
  [0, 'just now'],
  [59_999, 'just now'],
  [60_000, '1 minute ago'],
  [119 * 60_000, '119 minutes ago'],
  [2 * 3_600_000, '2 hours ago'],
  [47 * 3_600_000, '47 hours ago'],
  [49 * 3_600_000, '2 days ago'],
])('%i ms is %s', (ms, text) => {
  expect(ageText(ms)).toBe(text);
});
