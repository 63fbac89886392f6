import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { recomputed } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

interface StageOfExplanation {
  readonly stage: string;
  readonly score: number | null;
}

describe('the score of the stage at which a buyer buys', () => {
  const day = 'as_of=2026-10-01&known_at=2026-09-30';

  test('is the score that the explanation of the whole gives that stage, with all that a score has', async () => {
    const whole = (await api.call(`/v1/elements/Dy/explanation?${day}`)).json;
    for (const { stage, score } of whole.stages as readonly StageOfExplanation[]) {
      const { status, json } = await api.call(`/v1/elements/Dy/score?${day}&stage=${stage}`);
      expect([stage, status, json.at_stage]).toEqual([stage, 200, stage]);
      if (score === null) {
        expect(json).toMatchObject({ score: null, status: 'insufficient_data', interval: null, stage: null });
        expect(json.status_reason).toContain(`at the ${stage} stage`);
        continue;
      }
      expect(json).toMatchObject({
        basis: 'recomputed',
        rank: null,
        run_id: null,
        stage,
        score: Math.round(score * 100) / 100,
      });
      const inside = json.interval.p05 <= json.score && json.score <= json.interval.p95;
      expect([stage, inside || json.interval.p05 === json.interval.p95]).toEqual([stage, true]);
      expect((await api.call(json.links.self)).json).toEqual(json);
    }
  }, 60_000);

  test('is that of the element where it is the last stage', async () => {
    const whole = (await api.call(`/v1/elements/Nd/score?${day}`)).json;
    const last = (await api.call(`/v1/elements/Nd/score?${day}&stage=${whole.stage}`)).json;
    expect([last.score, last.interval]).toEqual([whole.score, whole.interval]);
  }, 60_000);

  test('can be checked from its explanation like any other', async () => {
    const { json } = await api.call(`/v1/elements/Dy/explanation?${day}&stage=metal`);
    expect(json).toMatchObject({ at_stage: 'metal', stage: 'metal' });
    const critical = json.critical_suppliers as readonly (StageOfExplanation & { readonly points: number })[];
    expect(critical.map(({ stage }) => stage)).not.toContain('magnet');
    expect(critical[0]?.points).toBeGreaterThan(0);
    for (const one of critical) expect([null, json.score]).toContain(one.score);
    expect(recomputed(json as Explanation, METHODOLOGY)).toEqual([]);
  }, 60_000);

  test('is refused for what has no stage of its own', async () => {
    for (const address of [
      '/v1/suppliers/lynas/score',
      '/v1/countries/CHN/explanation',
      '/v1/suppliers/lynas/explanation',
    ]) {
      const { status, json } = await api.call(`${address}?stage=metal`);
      expect([address, status, json.errors[0].parameter]).toEqual([address, 400, 'stage']);
      expect(json.detail).toContain('elements only');
    }
    const misspelt = await api.call('/v1/elements/Dy/score?stage=metals');
    expect(misspelt.json.detail).toContain('Did you mean `metal`?');
  });
});

describe('scores for several buyers in one answer', () => {
  test('are those of each alone, in one order, with the rank for each buyer', async () => {
    const { json } = await api.call('/v1/scores?buyers=JPN,USA,EUU&limit=1000');
    expect(json.buyer).toBe('JPN,USA,EUU');
    for (const buyer of ['JPN', 'USA', 'EUU']) {
      const alone = (await api.call(`/v1/scores?buyer=${buyer}&limit=1000`)).json.data;
      expect(json.data.filter((row: { readonly buyer: string }) => row.buyer === buyer)).toEqual(alone);
    }
    const scores = json.data.map((row: { readonly score: number | null }) => row.score ?? -1);
    expect(scores).toEqual(scores.toSorted((left: number, right: number) => right - left));
  });

  test('of one element are one row for each, also of another day and as CSV', async () => {
    const of = async (more: string) =>
      (await api.call(`/v1/scores?buyers=USA,JPN&element=Dy${more}`)).json.data;
    const rows = await of('&fields=score');
    expect(rows.map((row: { readonly buyer: string }) => row.buyer).toSorted()).toEqual(['JPN', 'USA']);
    expect(Object.keys(rows[0])).toEqual(['subject', 'buyer', 'score']);
    const earlier = await of('&as_of=2025-04-10');
    expect(earlier).toHaveLength(2);
    expect(earlier[0]).toMatchObject({ basis: 'recomputed', as_of: '2025-04-10' });
    const { text } = await api.call('/v1/scores?buyers=JPN,USA&element=Dy&format=csv&profile=import_set');
    expect(text.split('\r\n').map((line) => line.split(',')[0])).toEqual(
      expect.arrayContaining(['element:Dy:JPN', 'element:Dy:USA']),
    );
  }, 60_000);

  test('can be read page by page', async () => {
    const whole = (await api.call('/v1/scores?buyers=USA,JPN&fields=rank&limit=1000')).json.data;
    const read = [];
    for (let cursor = '', pages = 0; pages < 50; pages += 1) {
      const { json } = await api.call(`/v1/scores?buyers=USA,JPN&fields=rank&limit=7${cursor}`);
      read.push(...json.data);
      if (json.next_cursor === null) break;
      cursor = `&cursor=${json.next_cursor}`;
    }
    expect(read).toEqual(whole);
  });

  test('take `buyers` in place of `buyer`, and say which buyers there are', async () => {
    const both = await api.call('/v1/scores?buyer=JPN&buyers=USA');
    expect([both.status, both.json.errors[0].parameter]).toEqual([400, 'buyer']);
    const unknown = await api.call('/v1/scores?buyers=JPN,EU');
    expect([unknown.status, unknown.json.detail]).toEqual([
      400,
      '`buyers` is "EU", which is not one of: JPN, USA, EUU, KOR, TWN. Did you mean `EUU`?',
    ]);
    expect((await api.call('/v1/scores?buyers=USA,USA&limit=1')).json).toMatchObject({
      buyer: 'USA',
      data: [{ buyer: 'USA' }],
    });
  });

  test('have one’s custom suppliers in them', async () => {
    const site = { id: 'ONE', name: 'Works', country: 'VNM', stage: 'magnet', elements: ['Dy'] };
    const stored = await api.call('/v1/suppliers/many-buyers', {
      method: 'PUT',
      headers: { 'if-none-match': '*', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Sold to many', sites: [site], feeds: [] }),
    });
    expect([stored.status, stored.json.errors ?? []]).toEqual([201, []]);
    const { json } = await api.call('/v1/scores?subject_type=supplier&custom=only&buyers=JPN,USA');
    expect(json.data.map((row: { readonly buyer: string }) => row.buyer).toSorted()).toEqual(['JPN', 'USA']);
    for (const row of json.data) {
      expect((await api.call(`/v1/suppliers/many-buyers/score?buyer=${row.buyer}`)).json.score).toBe(
        row.score,
      );
    }
    const byId = await api.call('/v1/scores?subject_type=supplier&custom=only&sort=id&buyers=JPN,USA');
    expect([byId.status, byId.json.errors[0].parameter]).toEqual([400, 'buyers']);
  });
});
