import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

describe('the ranking for import sets', () => {
  const address = '/v1/scores?subject_type=element&buyer=JPN&format=csv&profile=import_set';

  test('has a key, a level and a whole address in every record', async () => {
    const lines = (await api.call(address)).text.trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'record_key,subject_type,subject_id,name,buyer,country,element,stage,score,scale_direction,band,level,p05,p95,coverage,top_driver,top_driver_points,rationale,as_of,methodology_version,run_id,url,scarce,scarce_band,now',
    );
    expect(lines[1]).toMatch(
      /^element:Dy:JPN,element,Dy,Dysprosium,JPN,,Dy,separation,71.76,higher_is_riskier,high,High,69.76,73.76,/,
    );
    expect(lines[1]).toContain(`,${api.url}/v1/elements/Dy/score?buyer=JPN`);
    expect(lines).toHaveLength(11);
  });

  test('says Unknown and gives the reason where there is no score', async () => {
    const unknown = (await api.call(`${address}&band=unknown`)).text.split('\r\n')[1];
    expect(unknown).toMatch(/^element:Pm:JPN,.*,,higher_is_riskier,unknown,Unknown,,,/);
  });

  test('runs no formula that hides in a name', async () => {
    const { text } = await api.call(address.replace('element', 'supplier'));
    expect(text).toContain(`supplier:odd:JPN,supplier,odd,"'=HYPERLINK(""http://x"",""Säure, 上海"")"`);
  });

  test('pages like the full table, and the profile may change between pages', async () => {
    const { headers } = await api.call(`${address}&limit=6`);
    const next = /<([^>]+)>/.exec(String(headers.link))?.[1] ?? '';
    expect((await api.call(next)).text.trimEnd().split('\r\n')).toHaveLength(5);
    expect((await api.call(next.replace('import_set', 'full'))).status).toBe(200);
  });

  test('belongs to CSV', async () => {
    const { status, json } = await api.call('/v1/scores?profile=import_set');
    expect([status, json.errors[0].detail]).toEqual([
      400,
      '`profile` chooses the columns of format=csv. Add format=csv, or leave `profile` out.',
    ]);
  });
});
