import { afterAll, beforeAll, expect, test } from 'vitest';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../../api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const good =
  '{"series":"taiwan_strait","date":"2026-10-05","values":{"aircraft":5},"source":"MND","known_from":"2026-10-05"}';

test.each([
  [
    'a number beyond all bounds',
    '{"series":"taiwan_strait","values":{"aircraft":1e999}}',
    '/observations/1/values/aircraft',
  ],
  [
    'five thousand lists in each other',
    `{"series":"x","a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    `/observations/1/a${'/0'.repeat(29)}`,
  ],
  ['a text of 420 kB', `{"series":"x","a":"${'a'.repeat(420_000)}"}`, '/observations/1'],
  [
    'sixty thousand fields',
    `{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":1`).join(',')}}`,
    '/observations/1',
  ],
])(
  '%s beside a good observation: 400 with the place, and nothing of the request is kept',
  async (_what, bad, pointer) => {
    const { status, json } = await api.call('/v1/observations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"observations":[${good},${bad}]}`,
    });
    expect([status, json.code, json.errors[0].pointer]).toEqual([400, 'invalid_request', pointer]);
    expect(await observationLogIn(api.store.table(SIGNALS_TABLE)).all()).toEqual([]);
  },
);
