import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

describe('what a person reads who made a mistake', () => {
  test.each([
    [
      '/v1/scores?buyr=JPN',
      400,
      /^There is no parameter `buyr`\. Did you mean `buyer`\? Allowed here: subject_type, buyer, buyers, element, .*, format/,
    ],
    ['/v1/scores?buyer=JPN&buyer=USA', 400, '`buyer` is given more than once; send it once.'],
    [
      '/v1/scores?buyer=jpn',
      400,
      '`buyer` is "jpn", which is not one of: JPN, USA, EUU, KOR, TWN. Did you mean `JPN`?',
    ],
    ['/v1/scores?buyer=FRA', 400, '`buyer` is "FRA", which is not one of: JPN, USA, EUU, KOR, TWN.'],
    ['/v1/scores?limit=0', 400, '`limit` is "0"; send a whole number from 1 to 1000.'],
    ['/v1/scores?min_score=101', 400, '`min_score` is "101"; send a number from 0 to 100.'],
    [
      '/v1/scores?country=CN',
      400,
      '`country` is "CN"; send an ISO 3166-1 alpha-3 code in capitals, for example CHN.',
    ],
    [
      '/v1/scores?band=hihg',
      400,
      /which is not one of: low, guarded, elevated, high, critical, unknown\. Did you mean `high`\?$/,
    ],
    ['/v1/scores?fields=score,bnd', 400, /^`fields` is "bnd", which is not one of: .*Did you mean `band`\?$/],
    [
      '/v1/scores?element=dy',
      400,
      /^`element` is "dy", which is not one of: C, Ce, Co, .*Did you mean `Dy`\?$/,
    ],
    ['/v1/scores?as_of=2027-01-01', 400, /^`as_of` 2027-01-01 is after the newest run \(2026-10-01\)\./],
    [
      '/v1/elements/Dy/score?as_of=1999-12-31',
      400,
      '`as_of` 1999-12-31 is before 2010-01-01, where the facts begin. Send a later day.',
    ],
    [
      '/v1/elements/Dy/score?known_at=yesterday',
      400,
      '`known_at` is "yesterday"; send a calendar date like 2026-10-01.',
    ],
    [
      '/v1/elements/Dy?as_of=2024-01-01',
      400,
      /^There is no parameter `as_of`\..* Allowed here: buyer, lang\.$/,
    ],
    [
      '/v1/elements/dy',
      404,
      'There is no element with the id "dy". Did you mean Dy (Dysprosium)? GET /v1/elements lists all; case matters.',
    ],
    ['/v1/suppliers/lynass/score', 404, /Did you mean lynas \(Lynas Rare Earths\)\?/],
    [
      '/v1/countries/CN/score',
      404,
      'There is no country with the id "CN". Did you mean CHN (China)? Countries have ISO 3166-1 alpha-3 codes. GET /v1/countries lists all; case matters.',
    ],
    [
      '/v1/scores?subject_type=supplier&stage=mine',
      400,
      '`stage` does not go with subject_type=supplier: a supplier is scored over all its sites. GET /v1/suppliers has the stages of each.',
    ],
    [
      '/v1/scores?country=CHN',
      400,
      '`country` does not go with subject_type=element: elements have no country. Add subject_type=supplier or subject_type=country.',
    ],
    [
      '/v1/elements/Dy/score?buyer=KOR',
      404,
      'element Dy is in the catalogue, but run r0000000002 has no score of it for buyer KOR.',
    ],
    [
      '/v1/elements/D%20y/score',
      400,
      '`id` is "D y"; send 1 to 64 letters, digits, dots, hyphens or underscores.',
    ],
    [`/v1/elements/${'x'.repeat(65)}/score`, 400, /^`id` is "x{64}…"; send 1 to 64 letters/],
    [
      '/v1/elements/Dy/history?from=2025-02-30',
      400,
      '`from` is "2025-02-30"; send a calendar date like 2026-10-01.',
    ],
    ...['elements/Dy/history', 'signals/taiwan', 'changes', 'security-events', 'control-events'].map(
      (list): [string, number, string] => [
        `/v1/${list}?from=2026-01-02&to=2026-01-01`,
        400,
        '`from` (2026-01-02) is after `to` (2026-01-01): send the earlier day as `from`.',
      ],
    ),
    ['/v1/elements/Dy/history?from=1950-01-01', 400, /is more than 25 years: ask for a shorter range\.$/],
    [
      '/v1/elements/Dy/history?interval=hour',
      400,
      '`interval` is "hour", which is not one of: day, week, month.',
    ],
    ['/v1/differences', 400, /^Send `subjects`: Up to 20, comma-separated: `element:Dy,supplier:lynas`/],
    ['/v1/signals/taiwan_strait', 400, /which is not one of: senkaku, taiwan\./],
    ['/v1/runs/2', 400, '`id` is "2"; send `r` and ten digits, for example r0000000001.'],
    [
      '/v1/runs/r9999999999',
      404,
      'There is no run r9999999999. The run that readers see is r0000000002. GET /v1/runs lists them.',
    ],
    [
      '/v1/score',
      404,
      'Nothing is served at /v1/score. Did you mean /v1/scores? GET / lists where to begin, /docs describes everything.',
    ],
    ['/scores', 404, /Did you mean \/v1\/scores\?/],
    ['/favicon.ico', 404, /^Nothing is served at \/favicon\.ico\./],
  ])('%s', async (address, status, detail) => {
    const answer = await api.call(address);
    expect(answer.status).toBe(status);
    if (typeof detail === 'string') expect(answer.json.detail).toBe(detail);
    else expect(answer.json.detail).toMatch(detail);
    expect(answer.json.instance).toBe(decodeURIComponent(address.split('?')[0] ?? ''));
  });

  test('several mistakes are told at once, each with its parameter', async () => {
    const { json } = await api.call('/v1/scores?limit=x&buyer=FRA&foo=1&foo=2&sort=up');
    expect(json.detail).toBe('4 mistakes; each one is in `errors`.');
    expect(
      json.errors.map((error: { parameter: string; code: string }) => [error.parameter, error.code]),
    ).toEqual([
      ['foo', 'unknown_parameter'],
      ['buyer', 'invalid_value'],
      ['sort', 'invalid_value'],
      ['limit', 'invalid_value'],
    ]);
  });

  test('names like those of object internals are parameters like any other', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { status, json } = await api.call(`/v1/scores?${name}=1`);
      expect([status, json.errors[0].code]).toEqual([400, 'unknown_parameter']);
    }
  });

  test('a long or strange text is cut and quoted', async () => {
    const { json } = await api.call(
      `/v1/scores?buyer=${encodeURIComponent(`<script>"\n${'x'.repeat(5000)}`)}`,
    );
    expect(json.detail.length).toBeLessThan(250);
    expect(json.detail).toContain('\\n');
  });
});

test('the caller chooses the request id, if it is a sane one', async () => {
  const sane = await api.call('/v1/nothing', { headers: { 'x-request-id': 'my-request.0001' } });
  expect(sane.json.request_id).toBe('my-request.0001');
  for (const odd of ['short', 'with space in it', 'x'.repeat(129), 'a,b,c,d,e,f']) {
    const { headers } = await api.call('/v1/health', { headers: { 'x-request-id': odd } });
    expect(headers['x-request-id']).not.toBe(odd);
  }
});
