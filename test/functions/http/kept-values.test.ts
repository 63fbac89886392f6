import { expect, test } from 'vitest';
import { keptForNewestKey } from '#functions/http/cold-start.ts';

test('one value is kept, the newest', async () => {
  const kept = keptForNewestKey<number>();
  let made = 0;
  const make = async () => {
    made += 1;
    return made;
  };
  expect([
    await kept('a', make),
    await kept('a', make),
    await kept('b', make),
    await kept('a', make),
  ]).toEqual([1, 1, 2, 3]);
});

test('what failed is made again by the next call, and does not throw away what came after it', async () => {
  const kept = keptForNewestKey<string>();
  const failing = kept('a', () => Promise.reject(new Error('away')));
  const next = kept('b', async () => 'b');
  await expect(failing).rejects.toThrow('away');
  expect(await kept('b', async () => 'made again')).toBe(await next);
  await expect(kept('c', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await kept('c', async () => 'c')).toBe('c');
});
