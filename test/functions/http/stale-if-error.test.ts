import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { staleIfError } from '#functions/http/stale-if-error.ts';

const named = (name: string): Error => Object.assign(new Error(name), { name });
const answered = { body: 'new' };
const old = { body: 'old' };

describe('an older answer where the store is away', () => {
  let clock: number;
  let asked: number;
  let store: () => Promise<typeof answered>;
  let stale: () => Promise<typeof old | null>;
  const make = () => {
    const either = staleIfError(() => clock);
    return () =>
      either(
        () => {
          asked += 1;
          return store();
        },
        () => stale(),
      );
  };
  const failsWith = (error: Error) => {
    store = () => Promise.reject(error);
  };

  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    [clock, asked] = [0, 0];
    store = async () => answered;
    stale = async () => old;
  });

  it('is given for a store that throttles, hangs, cannot be reached, or is not there', async () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    for (const error of [
      ...['ThrottlingException', 'TimeoutError', 'InternalServerError', 'ResourceNotFoundException'].map(named),
      refused,
    ]) {
      failsWith(error);
      expect(await make()()).toBe(old);
    }
  });

  it('is not given for any other error: a fault of the code, a refusal, a store that is full or of a later version', async () => {
    const others = [named('TypeError'), new ExpectedError('not_found', 'none'), named('StoreOutOfSpace'), named('StoreOfLaterVersion')];
    for (const error of others) {
      failsWith(error);
      await expect(make()()).rejects.toBe(error);
    }
  });

  it('does not wait for the store again for ten seconds, and then has what it says', async () => {
    const ask = make();
    failsWith(named('TimeoutError'));
    await ask();
    store = async () => answered;
    clock = 9_999;
    expect(await ask()).toBe(old);
    expect(asked).toBe(1);
    clock = 10_000;
    expect(await ask()).toBe(answered);
  });

  it('where there is none, the store is asked every time, and its error stands', async () => {
    const ask = make();
    const error = named('TimeoutError');
    failsWith(error);
    for (const none of [async () => null, () => Promise.reject(new Error('no bucket'))]) {
      stale = none;
      await expect(ask()).rejects.toBe(error);
    }
    store = async () => answered;
    expect(await ask()).toBe(answered);
    expect(asked).toBe(3);
  });
});
