import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { answerOnce } from '#functions/http/writes.ts';
import {
  type RequestClaim,
  type RequestMemory,
  requestMemoryIn,
  type StoredResponse,
} from '#functions/store/access/request-memory.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const claim: RequestClaim = { client: 'acme', keyHash: 'aa', fingerprint: 'f1' };
const answer: StoredResponse = {
  status: 200,
  body: { accepted: 3, name: 'Säure 上海' },
  headers: { 'x-thing': 'a' },
};
const noon = 1_790_000_000;
const MINUTE = 60;
const DAY = 86_400;

describe('remembered requests', () => {
  let memory: RequestMemory;
  beforeEach(() => {
    memory = requestMemoryIn(tableInMemory());
  });

  it('let one of many that come at the same time through', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => memory.claim(claim, noon)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['first', ...Array(9).fill('in_flight')]);
  });

  it('give an answer again that is larger than an item of the store', async () => {
    // Digits of hashes do not pack: 9,500 suppliers with ids of 64 characters, as an import of 1 MB has them.
    const results = Array.from({ length: 9500 }, (_, n) => ({
      id: createHash('sha256').update(String(n)).digest('hex'),
      status: 'created',
      version: 1,
    }));
    const large: StoredResponse = { status: 200, body: { results }, headers: {} };
    await memory.claim(claim, noon);
    await memory.keep(claim, large, noon);
    expect(await memory.claim(claim, noon + MINUTE)).toEqual({ status: 'done', answer: large });
  });

  it('give the answer again for a day, and to nobody else', async () => {
    await memory.claim(claim, noon);
    await memory.keep(claim, answer, noon);
    expect(await memory.claim(claim, noon + DAY - 1)).toEqual({ status: 'done', answer });
    expect(await memory.claim({ ...claim, client: 'other' }, noon)).toEqual({ status: 'first' });
    expect(await memory.claim(claim, noon + DAY + 1)).toEqual({ status: 'first' });
  });

  it('refuse the key for another request, at work or done', async () => {
    await memory.claim(claim, noon);
    expect(await memory.claim({ ...claim, fingerprint: 'f2' }, noon)).toEqual({ status: 'other_request' });
    await memory.keep(claim, answer, noon);
    expect(await memory.claim({ ...claim, fingerprint: 'f2' }, noon)).toEqual({ status: 'other_request' });
  });

  it('may be tried again when the first one died, after a minute, by one', async () => {
    await memory.claim(claim, noon);
    expect(await memory.claim(claim, noon + MINUTE)).toEqual({ status: 'in_flight' });
    const outcomes = await Promise.all([1, 2, 3].map(() => memory.claim(claim, noon + MINUTE + 1)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['first', 'in_flight', 'in_flight']);
  });

  it('may be tried again at once when the first one came to nothing', async () => {
    await memory.claim(claim, noon);
    await memory.release(claim);
    expect(await memory.claim(claim, noon)).toEqual({ status: 'first' });
  });

  it('count the writes of a client in a minute, whoever counts', async () => {
    const counts = await Promise.all(Array.from({ length: 5 }, () => memory.countWrite('acme', 29_833_333)));
    expect(counts.toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect([
      await memory.countWrite('acme', 29_833_334),
      await memory.countWrite('other', 29_833_333),
    ]).toEqual([1, 1]);
  });

  it('do the work once however often it is asked for, and again only if it failed', async () => {
    let done = 0;
    const work = async () => {
      done += 1;
      if (done === 1) throw new Error('the store is away');
      return { status: 201, body: { done } };
    };
    await expect(answerOnce(claim, memory, noon * 1000, work)).rejects.toThrow('the store is away');
    expect(await answerOnce(claim, memory, noon * 1000, work)).toEqual({ status: 201, body: { done: 2 } });
    expect(await answerOnce(claim, memory, noon * 1000, work)).toEqual({
      status: 201,
      body: { done: 2 },
      headers: { 'idempotency-replayed': 'true' },
    });
    expect(done).toBe(2);
  });

  it('count the rows of a client by the day, beside its writes by the minute', async () => {
    expect([await memory.countRows('acme', 20_000, 1000), await memory.countRows('acme', 20_000, 5)]).toEqual(
      [1000, 1005],
    );
    expect([
      await memory.countRows('acme', 20_001, 1),
      await memory.countRows('other', 20_000, 1),
      await memory.countWrite('acme', 20_000),
    ]).toEqual([1, 1, 1]);
  });
});
