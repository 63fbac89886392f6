import { expect, test } from 'vitest';
import { SIGNAL_CONTRACTS } from '#contracts/signals/registry.ts';
import { SIGNALS } from '#domain/signals/registry.ts';

test('every signal has a contract under its name, and they stand in byte order', () => {
  const names = SIGNALS.map(({ name }) => name);
  expect(names).toEqual([...names].sort());
  expect(Object.keys(SIGNAL_CONTRACTS).sort()).toEqual(names);
  for (const [name, { observation }] of Object.entries(SIGNAL_CONTRACTS))
    expect(observation.shape.series.value).toBe(name);
});
