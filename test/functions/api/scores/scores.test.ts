import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '#contracts/api/cursor.ts';
import { scoreSchema } from '#contracts/api/score.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const idsOf = (answer: { json: { data: { subject: { id: string } }[] } }) =>
  answer.json.data.map((row) => row.subject.id);

describe('the ranking', () => {
  test('is highest first, with what is not scored at the end and never 0', async () => {
    const answer = await api.call('/v1/scores');
    expect(idsOf(answer)).toEqual(['Dy', 'Tb', 'Ga', 'W', 'Er', 'C', 'Co', 'Ce', 'Cu', 'Pm']);
    expect(answer.json.data.at(-1)).toMatchObject({
      score: null,
      band: 'unknown',
      status: 'insufficient_data',
      interval: null,
      rank: null,
    });
    expect(answer.json.data.at(-1).status_reason).toMatch(/\S/);
    expect(answer.json).toMatchObject({
      next_cursor: null,
      run_id: WORLD_RUN,
      as_of: '2026-10-01',
      buyer: 'JPN',
      subject_type: 'element',
    });
  });

  test('gives every row all fields, and where to go from there', async () => {
    const { json } = await api.call('/v1/scores?subject_type=supplier');
    for (const row of json.data) scoreSchema.parse(row);
    expect(json.data[1].links).toMatchObject({
      self: '/v1/suppliers/lynas/score?buyer=JPN',
      explanation: '/v1/suppliers/lynas/explanation?buyer=JPN',
      run: `/v1/runs/${WORLD_RUN}`,
    });
  });

  test.each([1, 2, 3, 4, 5, 9, 10, 1000])(
    'read in pages of %i has every row once, in the same order',
    async (limit) => {
      const rows: string[] = [];
      let address: string | null = `/v1/scores?limit=${limit}`;
      while (address !== null) {
        const answer = await api.call(address);
        expect(answer.json.data.length).toBeGreaterThan(0);
        rows.push(...idsOf(answer));
        address = answer.json.links.next;
      }
      expect(rows).toEqual(idsOf(await api.call('/v1/scores')));
    },
  );

  test.each([
    ['min_score=60', ['Dy', 'Tb', 'Ga', 'W']],
    ['min_score=60&limit=4', ['Dy', 'Tb', 'Ga', 'W']],
    ['band=high', ['Dy', 'Tb', 'Ga', 'W']],
    ['band=unknown', ['Pm']],
    ['element=Ga', ['Ga']],
    ['stage=mine', ['Cu']],
    ['sort=id&limit=3', ['C', 'Ce', 'Co']],
    ['sort=-name&limit=3', ['W', 'Tb', 'Pm']],
    ['sort=score&limit=2', ['Cu', 'Ce']],
    ['subject_type=supplier&country=MYS', ['odd', 'lynas']],
    ['subject_type=country&country=CHN', ['CHN']],
    ['subject_type=supplier&country=CHN', []],
    ['buyer=USA&band=elevated', ['Er', 'C']],
    ['band=&element=&cursor=&limit=', ['Dy', 'Tb', 'Ga', 'W', 'Er', 'C', 'Co', 'Ce', 'Cu', 'Pm']],
  ])('filtered by %s', async (query, ids) => {
    const answer = await api.call(`/v1/scores?${query}`);
    expect(idsOf(answer)).toEqual(ids);
    if (query.startsWith('min_score')) expect(answer.json.next_cursor).toBeNull();
  });

  test('sorted another way has unknown values last in both directions, and pages as well', async () => {
    for (const sort of ['score', '-score'])
      expect(idsOf(await api.call(`/v1/scores?sort=${sort}`)).at(-1)).toBe('Pm');
    const first = await api.call('/v1/scores?sort=name&limit=6');
    const second = await api.call(first.json.links.next);
    expect([...idsOf(first), ...idsOf(second)]).toEqual([
      'Ce',
      'Co',
      'Cu',
      'Dy',
      'Er',
      'Ga',
      'C',
      'Pm',
      'Tb',
      'W',
    ]);
  });

  test('gives only the fields that were chosen, and the subject', async () => {
    const { json } = await api.call('/v1/scores?fields=score,band&limit=1');
    expect(json.data).toEqual([
      { subject: { type: 'element', id: 'Dy', name: 'Dysprosium' }, score: 71.76, band: 'high' },
    ]);
  });
});

describe('a cursor', () => {
  const withRun = (cursor: string, run: string): string => {
    const read = decodeCursor(cursor);
    if (read === null) throw new Error('not a cursor');
    return encodeCursor({ ...read, run });
  };
  const next = async (): Promise<string> => (await api.call('/v1/scores?limit=2')).json.next_cursor;

  test('of an earlier run is gone, with what to do', async () => {
    const { status, json } = await api.call(
      `/v1/scores?limit=2&cursor=${withRun(await next(), 'r0000000001')}`,
    );
    expect([status, json.code]).toEqual([410, 'cursor_superseded']);
    expect(json.detail).toBe(
      'The cursor belongs to run r0000000001, and run r0000000002 has been published since. Start again without a cursor, so that your pages are all of one run.',
    );
  });

  test('of another question is refused; another page size and format are the same question', async () => {
    const cursor = await next();
    expect((await api.call(`/v1/scores?buyer=USA&cursor=${cursor}`)).json.code).toBe('invalid_cursor');
    expect((await api.call(`/v1/elements?cursor=${cursor}`)).json.code).toBe('invalid_cursor');
    expect((await api.call(`/v1/scores?limit=5&cursor=${cursor}`)).status).toBe(200);
    expect((await api.call(`/v1/scores?format=ndjson&cursor=${cursor}`)).status).toBe(200);
  });

  test.each([[[99_999, 0]], [[0, 99_999]], [['x', 'y']], [[]], [[7]]])(
    'with the made-up position %j does no harm',
    async (at) => {
      const read = decodeCursor(await next());
      if (read === null) throw new Error('not a cursor');
      const { status, json } = await api.call(`/v1/scores?limit=2&cursor=${encodeCursor({ ...read, at })}`);
      expect([status, json.next_cursor === null || json.data.length === 2]).toEqual([200, true]);
    },
  );

  test('of runs with a made-up position does no harm', async () => {
    const read = decodeCursor((await api.call('/v1/runs?limit=1')).json.next_cursor);
    if (read === null) throw new Error('not a cursor');
    for (const at of [['zzz'], [5], ['\0']]) {
      expect((await api.call(`/v1/runs?limit=1&cursor=${encodeCursor({ ...read, at })}`)).status).toBe(200);
    }
    const empty = Buffer.from(JSON.stringify({ ...read, at: [''] })).toString('base64url');
    expect((await api.call(`/v1/runs?limit=1&cursor=${empty}`)).json).toMatchObject({
      status: 400,
      code: 'invalid_cursor',
    });
  });

  test.each(['x', '!!!', 'eyJ2IjoxfQ', encodeURIComponent('{"v":1}'), 'A'.repeat(1000)])(
    'that is none (%s) is refused',
    async (cursor) => {
      const { status, json } = await api.call(`/v1/scores?cursor=${cursor}`);
      expect([status, json.code, json.errors[0].parameter]).toEqual([400, 'invalid_cursor', 'cursor']);
    },
  );
});

describe('tables', () => {
  test('CSV has one header row, empty cells for what is unknown, and names the next page in a header', async () => {
    const { headers, text } = await api.call('/v1/scores?format=csv&limit=10');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.link).toBeUndefined();
    const [names = [], ...rows] = parse(text, { record_delimiter: '\r\n' });
    expect(rows).toHaveLength(10);
    for (const row of rows) expect(row).toHaveLength(names.length);
    const cell = (row: number, name: string) => rows[row]?.[names.indexOf(name)];
    expect([cell(0, 'subject_id'), cell(0, 'score'), cell(0, 'scale_direction'), cell(0, 'run_id')]).toEqual([
      'Dy',
      '71.76',
      'higher_is_riskier',
      WORLD_RUN,
    ]);
    expect(cell(0, 'rationale')).toBe('China requires, "for now", a licence.');
    expect([cell(9, 'subject_id'), cell(9, 'score'), cell(9, 'p05'), cell(9, 'band')]).toEqual([
      'Pm',
      '',
      '',
      'unknown',
    ]);
    expect((await api.call('/v1/scores?format=csv&limit=3')).headers.link).toMatch(
      /^<\/v1\/scores\?format=csv&limit=3&cursor=[\w-]+>; rel="next"$/,
    );
  });

  test('CSV runs no formula in a spreadsheet', async () => {
    const { text } = await api.call('/v1/scores?format=csv&subject_type=supplier');
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""Säure, 上海"")"`);
  });

  test('CSV has its header also without rows', async () => {
    const { text } = await api.call('/v1/scores?format=csv&subject_type=supplier&country=CHN');
    expect(text).toMatch(/^subject_type,subject_id,name,.*\r\n$/);
  });

  test('NDJSON has the rows of JSON, one a line', async () => {
    const [ndjson, json] = [await api.call('/v1/scores?format=ndjson'), await api.call('/v1/scores')];
    expect(
      ndjson.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(json.json.data);
  });

  test('fixed columns and chosen fields do not go together', async () => {
    const { status, json } = await api.call('/v1/scores?format=csv&fields=score');
    expect([status, json.errors[0].code]).toEqual([400, 'conflicting_parameters']);
  });
});
