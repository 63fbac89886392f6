import { expect, test } from 'vitest';
import { parametersOf } from '#domain/method/parameters.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';

const carriers = SIGNALS.find(({ name }) => name === 'carriers');
const rowOf = (said: object, end: string | null) =>
  carriers?.rowOf(
    {
      signal: 'carriers',
      date: '2026-05-01',
      known_from: '2026-05-20',
      ...said,
      values: { scope: 'pacific', carrier: 'Liaoning', end },
    } as never,
    { row: 'r' } as never,
  );

test('a deployment that goes on has no end, and one that ended has the precision of a day and its own id', () => {
  expect(rowOf({ id: null }, null)).toMatchObject({ id: '2026-05-01', end: null, end_precision: null });
  expect(rowOf({ id: 'L1' }, '2026-05-12')).toMatchObject({
    id: 'L1',
    end: '2026-05-12',
    end_precision: 'day',
  });
});

test('a signal is as old to who looks at its source as to who looks at its counts', () => {
  const { window } = parametersOf(METHODOLOGY.document).pressure;
  expect(SIGNALS.map((signal) => [signal.name, signal.read_within_days])).toEqual(
    SIGNALS.map(({ name }) => [name, window]),
  );
});
