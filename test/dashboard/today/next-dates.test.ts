// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { datedSteps } from '#dashboard/rooms/today/next-dates.tsx';

const step = (what: string, date: string, description: string, held: number | null, not: number | null) => ({
  what,
  date,
  description,
  in_days: 43,
  measures: ['x'],
  title: 'x',
  label: 'x',
  score_if_in_force: held,
  score_if_not: not,
  difference: 0,
  scarce_if_in_force: null,
  scarce_if_not: null,
});
const row = (id: string, score: number | null, ...scheduled_steps: ReturnType<typeof step>[]) => ({
  subject: { type: 'element', id, name: id },
  score,
  scheduled_steps,
});

test('a date stands once, with what each chance would become, most first; less than a point is no effect', () => {
  const ends = step('suspension_ends', '2027-01-11', 'The suspension ends.', 94, 22);
  const quota = step('ends', '2028-01-01', 'The quota ends.', 56, 3);
  expect(
    datedSteps([
      row('Dy', 89.5, { ...ends, score_if_in_force: 90.4 }),
      row('Er', 29, ends),
      row('Co', 56, quota),
      row('Pm', null, ends),
    ]),
  ).toEqual([
    {
      date: '2027-01-11',
      in_days: 43,
      description: 'The suspension ends.',
      effects: [{ name: 'Er', now: 29, after: 94, scarce: null, scarcer: null }],
    },
    {
      date: '2028-01-01',
      in_days: 43,
      description: 'The quota ends.',
      effects: [{ name: 'Co', now: 56, after: 3, scarce: null, scarcer: null }],
    },
  ]);
});
