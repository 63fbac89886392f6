import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEA_LANES } from '#domain/vocabulary/sea-lanes.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
});
afterAll(() => api.close());

interface Feature {
  readonly id: string;
  readonly geometry: { readonly coordinates: readonly number[] } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}
const featuresOf = (json: { readonly features: readonly Feature[] }) =>
  new Map(json.features.map((feature) => [feature.id, feature]));

describe('GET /v1/map', () => {
  test('says that nothing is published, then has countries, sites, lanes and theatres with scores of the buyer', async () => {
    expect((await api.call('/v1/map')).json.code).toBe('nothing_published');
    await publishWorld(api.store);
    const { status, json } = await api.call('/v1/map?buyer=USA');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      type: 'FeatureCollection',
      run_id: WORLD_RUN,
      buyer: 'USA',
      links: { self: '/v1/map?buyer=USA' },
    });
    const features = featuresOf(json);
    expect(features.get('country:MYS')).toMatchObject({
      geometry: { type: 'Point', coordinates: [102.2, 4.1] },
      properties: {
        kind: 'country',
        coordinate_precision: 'country',
        subject_type: 'country',
        subject_id: 'MYS',
        elements: ['Dy'],
      },
    });
    expect(features.get('site:lynas-plant')).toMatchObject({
      properties: {
        kind: 'site',
        subject_type: 'supplier',
        subject_id: 'lynas',
        country: 'MYS',
        stage: 'separation',
      },
    });
    expect(typeof features.get('site:lynas-plant')?.properties.score).toBe('number');
    expect(features.get('theatre:taiwan')?.properties).toMatchObject({ label_code: 'theatre_taiwan' });
    expect(features.get('lane:malacca')?.properties).toMatchObject({
      label: 'Strait of Malacca',
      label_code: 'lane_malacca',
    });
  });

  test('says of a lane who sends what through it, and whose supply passes it', async () => {
    const suez = async () => featuresOf((await api.call('/v1/map')).json).get('lane:suez');
    const lane = async (address: string) =>
      featuresOf((await api.call(address)).json).get('lane:south_china_sea');
    const { geometry, properties } = (await lane('/v1/map?buyer=USA&element=Dy')) ?? {
      geometry: null,
      properties: {} as Feature['properties'],
    };
    expect([properties.coordinate_precision, geometry?.coordinates]).toEqual(['region', [114, 13]]);
    expect(properties.routes).toEqual([{ origin: 'MYS', stage: 'separation', share: 0.9 }]);
    const ofDy = [
      { buyer: 'JPN', element: 'Dy', stage: 'separation', share: 0.09, unknown_share: 0 },
      { buyer: 'USA', element: 'Dy', stage: 'separation', share: 0.09, unknown_share: 0.9 },
    ];
    expect(properties.dependence).toEqual(ofDy);
    expect([properties.transits, (await suez())?.properties.transits]).toEqual([
      undefined,
      expect.objectContaining({ ratio: 1.02, status: 'stale' }),
    ]);
    const all = (await lane('/v1/map?buyer=USA'))?.properties.dependence;
    expect(all).toEqual([...ofDy, ...ofDy.map((row) => ({ ...row, element: 'Tb' }))]);
  });

  test('says of a country whose supply comes from it, and how much of that comes from nobody named', async () => {
    const { json } = await api.call('/v1/map?buyer=JPN&element=Dy');
    expect(featuresOf(json).get('country:MYS')?.properties.dependence).toEqual([
      { buyer: 'JPN', element: 'Dy', stage: 'separation', share: 0.1, unknown_share: 0 },
      { buyer: 'USA', element: 'Dy', stage: 'separation', share: 0.1, unknown_share: 0.9 },
    ]);
  });

  test('has no point where none is known, and says so', async () => {
    const features = featuresOf((await api.call('/v1/map')).json);
    for (const id of ['country:CHN', 'site:lynas-plant'])
      expect([id, features.get(id)?.geometry, features.get(id)?.properties.coordinate_precision]).toEqual([
        id,
        null,
        'unknown',
      ]);
  });

  test('of one element has only what has to do with it, and refuses one that does not exist', async () => {
    const { json } = await api.call('/v1/map?element=Tb');
    const kinds = (json.features as readonly Feature[]).map(({ properties }) => properties.kind);
    expect(kinds).not.toContain('country'); // the world has dysprosium only from countries
    const { status, json: refused } = await api.call('/v1/map?element=Xx');
    expect([status, refused.errors[0].detail]).toEqual([400, expect.stringContaining('"Xx"')]);
  });
});

test('the lanes of the map are those that the tables of routes and of transits name', () => {
  const { routes, strait_transits } = bundledReferenceData;
  const named = [
    ...routes.flatMap(({ via }) => Object.keys(via)),
    ...strait_transits.map(({ lane }) => lane),
  ];
  expect([...new Set(named)].sort()).toEqual(Object.keys(SEA_LANES));
});
