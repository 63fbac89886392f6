import { request as httpRequest } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { computeWith, type RequestToCompute, withBody } from '#functions/http/api-handler.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { parseRequest } from '#functions/http/parse-request.ts';
import { fairQueue, type LocalContext } from '#functions/local/computing.ts';
import { LARGEST_REQUESTS } from '#test/builders/largest-requests.ts';
import type { ApiUnderTest } from '#test/functions/api/api-under-test.ts';
import { clientOf, keyOf, startApiWithClients, supplier } from '#test/functions/api/clients-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'rival']);
  await acme().put('magnets', supplier());
});
afterAll(() => api.close());
const acme = () => clientOf(api, 'acme');

const DAY = '?as_of=2025-10-09&buyer=JPN';
const scenario = { template: 'japan-embargo-2010' };

describe('the thread of HTTP', () => {
  interface Begun {
    readonly request: RequestToCompute;
    readonly answer: (response: ApiResponse) => void;
  }
  let begun: Begun[] = [];
  let whenBegun: (() => void) | null = null;
  const nextBegun = (): Promise<void> =>
    new Promise((resolve) => {
      whenBegun = resolve;
    });
  const DONE = { body: { done: true } };
  const hold = (limits: Parameters<typeof fairQueue>[0]): void => {
    const inTurn = fairQueue(limits);
    computeWith((request) => {
      const work = () =>
        new Promise<ApiResponse>((answer) => {
          begun.push({ request, answer });
          whenBegun?.();
        });
      return inTurn(
        request.share,
        work,
        AbortSignal.any([request.timeIsOver, (request.context as LocalContext).disconnected()]),
      );
    });
  };
  const raw = async (client: string, method: string, address: string, body?: object): Promise<number> => {
    const headers = { authorization: `Bearer ${keyOf(client)}`, 'content-type': 'application/json' };
    const answer = await fetch(`${api.url}${address}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  beforeEach(() => {
    begun = [];
  });

  const AT_ONCE = ['getHealth', 'getScore'];

  test('hands on the largest request of every operation but those whose largest is small', async () => {
    computeWith(async ({ event, body }) => {
      const { request } = API_ROUTES.find(
        ({ methods, path }) => event.routeKey === `${methods[0]} ${path}`,
      ) as ApiRoute;
      await parseRequest(request, withBody(event, body)); // the contract takes it
      return { body: { routeKey: event.routeKey } };
    });
    expect(Object.keys(LARGEST_REQUESTS).sort()).toEqual(API_ROUTES.map((route) => route.operationId).sort());
    for (const { operationId, methods, path } of API_ROUTES)
      for (const { method = 'GET', address, type, body } of LARGEST_REQUESTS[operationId] ?? []) {
        const headers = { authorization: `Bearer ${keyOf('acme')}` };
        const answer = await fetch(`${api.url}${address}`, {
          method,
          headers: type === undefined ? headers : { ...headers, 'content-type': type },
          body: body ?? null,
        });
        const { routeKey } = (await answer.json()) as { routeKey?: string };
        expect([address, routeKey]).toEqual([
          address,
          AT_ONCE.includes(operationId) ? undefined : `${methods[0]} ${path}`,
        ]);
      }
  });

  test.each([
    `/v1/elements/Dy/score${DAY}`,
    '/v1/suppliers/magnets/score?buyer=JPN',
    `/v1/suppliers/magnets/score${DAY}`,
  ])('hands on a score that has to be computed: %s', async (address) => {
    computeWith(async ({ event }) => ({ body: { routeKey: event.routeKey } }));
    const answer = await fetch(`${api.url}${address}`, {
      headers: { authorization: `Bearer ${keyOf('acme')}` },
    });
    expect(await answer.json()).toEqual({ routeKey: 'GET /v1/{collection}/{id}/score' });
  });

  test('answers health and another client while one has sent sixty scenarios at once', async () => {
    hold({ atOnce: 2, waitingOfOne: 32, waiting: 256 });
    let [refused, answers]: [number, Promise<number>[]] = [0, []];
    const allRefused = new Promise<void>((resolve) => {
      const count = (status: number): number => {
        if (status === 429) refused += 1;
        if (refused === 60 - 1 - 32) resolve();
        return status;
      };
      answers = Array.from({ length: 60 }, () =>
        raw('acme', 'POST', '/v1/scenario-evaluations', scenario).then(count),
      );
    });
    await allRefused;
    expect(begun.map(({ request }) => request.share)).toEqual(['acme']);
    expect((await api.call('/v1/health')).status).toBe(200);
    const other = raw('rival', 'GET', `/v1/elements/Dy/score${DAY}`);
    await nextBegun();
    expect(begun.map(({ request }) => request.share)).toEqual(['acme', 'rival']);
    begun[1]?.answer(DONE);
    expect(await other).toBe(200);
    expect(begun).toHaveLength(2);
    for (let n = 0; n < 33; n += 1) {
      const next = n < 32 ? nextBegun() : null;
      begun.filter(({ request }) => request.share === 'acme')[n]?.answer(DONE);
      await next;
    }
    expect((await Promise.all(answers)).filter((status) => status === 200)).toHaveLength(33);
  });

  test('tells how long to wait whom it refuses', async () => {
    hold({ atOnce: 2, waitingOfOne: 0, waiting: 0 });
    const { status, headers, json } = await acme().post('/v1/scenario-evaluations', scenario);
    expect([status, json.code, headers['retry-after']]).toEqual([429, 'rate_limited', '5']);
    expect(json.detail).toMatch(/^0 of your requests wait to be computed/);
  });

  test('tells the work when its caller has gone', async () => {
    const seen = await new Promise<string>((resolve) => {
      computeWith(({ context, share }) => {
        (context as LocalContext).disconnected().addEventListener('abort', () => resolve(share));
        request.destroy();
        return Promise.resolve({ body: 'nobody reads it' });
      });
      const headers = { authorization: `Bearer ${keyOf('acme')}` };
      const request = httpRequest(`${api.url}/v1/elements/Dy/score${DAY}`, { headers }).on(
        'error',
        () => undefined,
      );
      request.end();
    });
    expect(seen).toBe('acme');
  });
});

describe('a fair queue', () => {
  function works(limits: Parameters<typeof fairQueue>[0]) {
    const inTurn = fairQueue(limits);
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const add = (share: string, name: string, aborted = new AbortController().signal): Promise<string> => {
      const work = () =>
        new Promise<string>((resolve) => {
          begun.push(name);
          ends.set(name, () => resolve(name));
        });
      return inTurn(share, work, aborted);
    };
    const end = async (name: string, done: Promise<string>): Promise<void> => {
      ends.get(name)?.();
      expect(await done).toBe(name);
      await setImmediate();
    };
    return { begun, add, end };
  }

  test('gives turns to all by turns, one piece of each at a time', async () => {
    const { begun, add, end } = works({ atOnce: 2, waitingOfOne: 9, waiting: 9 });
    const a = ['a1', 'a2', 'a3'].map((name) => add('a', name));
    expect(begun).toEqual(['a1']);
    const [b, c] = [add('b', 'b1'), add('c', 'c1')];
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1', a[0] as Promise<string>);
    expect(begun).toEqual(['a1', 'b1', 'c1']);
    await end('b1', b);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
    await end('c1', c);
    await end('a2', a[1] as Promise<string>);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  test('takes no more of one than its share, and of all together than it holds', async () => {
    const { begun, add } = works({ atOnce: 1, waitingOfOne: 1, waiting: 2 });
    for (const [share, name] of [
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
    ] as const)
      void add(share, name);
    await expect(add('a', 'a3')).rejects.toMatchObject({
      code: 'rate_limited',
      advice: { retryAfterSeconds: 5 },
    });
    await expect(add('c', 'c1')).rejects.toThrow('0 of your requests wait to be computed, 2 of all together');
    expect(begun).toEqual(['a1']);
  });

  test('never begins what was aborted while it waited', async () => {
    const { begun, add, end } = works({ atOnce: 1, waitingOfOne: 9, waiting: 9 });
    const leaving = new AbortController();
    const [first, aborted, last] = [add('a', 'a1'), add('a', 'a2', leaving.signal), add('a', 'a3')];
    leaving.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'took_too_long' });
    await expect(add('a', 'a4', leaving.signal)).rejects.toMatchObject({ code: 'took_too_long' });
    await end('a1', first);
    await end('a3', last);
    expect(begun).toEqual(['a1', 'a3']);
  });
});
