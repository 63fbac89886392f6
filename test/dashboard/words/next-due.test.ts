import { expect, test } from 'vitest';
import { nextDue } from '#dashboard/words/next-due.ts';

test('who reports every day was due on the day after the newest; other rhythms name no day', () => {
  expect(nextDue('2026-08-31', 'daily')).toBe('2026-09-01');
  expect([nextDue('2026-08-31', 'event-driven'), nextDue(null, 'daily'), nextDue('2026-08-31', undefined)]).toEqual([null, null, null]);
});
