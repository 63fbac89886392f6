import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import atlas from 'world-atlas/countries-110m.json' with { type: 'json' };
import { COUNTRY_NUMBERS } from '#dashboard/views/map/country-numbers.ts';
import { bandOf } from '#dashboard/words/band-of.ts';
import { dailyCounts } from '#dashboard/words/daily-counts.ts';
import { addressesIn, tableAt } from '#dashboard/words/explained.ts';
import { byCause, byOrigin, byStage, fadeOf } from '#dashboard/words/heat-cells.ts';
import { scenarioBody, scenarioIn } from '#dashboard/words/scenario-query.ts';
import { methodologyChanges, seriesLines } from '#dashboard/words/series-lines.ts';
import { BANDS, SHOWN_BANDS } from '#domain/vocabulary/band-scale.ts';

const dy = { id: 'Dy', name: 'dysprosium' };

test('bands begin where those of the service do', () => {
  for (const [name, from] of BANDS) expect(bandOf(from)).toBe(name);
  expect([bandOf(79.99), bandOf(null), bandOf(undefined)]).toEqual(['high', 'unknown', 'unknown']);
});

test('points go to their origin, a crisis has a column of its own, and an element without a score is unknown', () => {
  const drivers = [
    { id: 'measure:CHN', kind: 'measure', points: 50 },
    { id: 'disruption:MMR', kind: 'disruption', points: 2 },
    { id: 'new_control:CHN:feed', kind: 'new_control', points: 5 },
    { id: 'security:taiwan', kind: 'security', points: 1 },
  ];
  const rows = [
    { subject: dy, score: 58, drivers },
    { subject: { id: 'Pm', name: 'promethium' }, score: null, drivers: [] },
  ];
  const origins = byOrigin(rows);
  expect(origins.columns).toEqual(['CHN', 'MMR', 'security crisis']);
  expect(origins.rows[0]?.cells).toEqual({ CHN: 55, MMR: 2, 'security crisis': 1 });
  expect(origins.rows[1]?.cells).toEqual({ CHN: null, MMR: null, 'security crisis': null });
  expect(byCause(rows).rows[0]?.cells).toEqual({ measure: 50, new_control: 5, disruption: 2, security: 1 });
});

test('stages that an element has not are absent, not zero', () => {
  const stages = [
    { stage: 'mine', score: 4 },
    { stage: 'metal', score: null },
  ];
  expect(byStage([{ subject: dy, score: 89, stages }]).rows[0]?.cells).toEqual({ mine: 4, metal: null });
});

test('a series becomes lines, and another methodology is marked', () => {
  const row = (time: string, metric: string, value: number | null, version = '3.0.0') => ({
    time: `${time}T00:00:00Z`,
    subject: 'element:Dy',
    label: 'dysprosium',
    metric,
    value,
    methodology: version,
  });
  const [line] = seriesLines(
    [row('2026-02-08', 'score', 9, '3.0.1'), row('2026-02-01', 'score', 7), row('2026-02-01', 'p05', 3), row('2026-02-01', 'p95', null)],
    ['element:Dy'],
  );
  expect(line?.points[0]).toEqual({ as_of: '2026-02-01', score: 7, p05: 3, p95: null, methodology: '3.0.0' });
  expect(line === undefined ? [] : methodologyChanges(line)).toEqual([{ day: '2026-02-08', to: '3.0.1' }]);
});

test('the wider an interval, the paler; one that nobody knows is palest', () => {
  const wide = (width: number) => fadeOf({ p05: 10, p95: 10 + width });
  expect([0, 24.9, 25, 50, 74.9, 75, 90].map(wide)).toEqual([0, 0, 1, 2, 2, 3, 3]);
  expect([fadeOf(null), fadeOf(undefined)]).toEqual([3, 3]);
});

test('a scenario is what the address says, and only that is sent', () => {
  const choice = scenarioIn(new URLSearchParams('closure=60&senkaku=900&stock=x&template=none&taiwan='));
  expect(scenarioBody(choice, 'JPN', ['a', 'b'])).toEqual({
    buyers: ['JPN'],
    stops: [{ lane: 'taiwan_strait', days: 60 }],
    pressure: { senkaku: 100 },
  });
  expect(scenarioBody(scenarioIn(new URLSearchParams('template=b&stock=15')), 'USA', ['a', 'b'])).toEqual({
    buyers: ['USA'],
    template: 'b',
    cover: [{ add_days: 15 }],
  });
  expect(scenarioBody(scenarioIn(new URLSearchParams('of=supplier')), 'JPN', [])).toEqual({ buyers: ['JPN'], subject_type: 'supplier' });
  expect(scenarioBody(scenarioIn(new URLSearchParams('of=nobody')), 'JPN', [])).toEqual({ buyers: ['JPN'] });
});

test('counts of days, and what lies deeper in a document', () => {
  expect(dailyCounts([{ date: '2026-01-01', raw: { aircraft: 3, ships: null } }])).toEqual([
    { name: 'aircraft', days: [{ date: '2026-01-01', count: 3 }] },
  ]);
  expect(tableAt({ a: { b: { c: 1, d: 'x' } } }, 'a', 'b')).toEqual({ c: 1, d: 'x' });
  expect(tableAt({ a: [] }, 'a', 'b')).toEqual({});
  expect(addressesIn('https://a.example/x.pdf ; see http://b.example ; javascript:alert(1)')).toEqual([
    'https://a.example/x.pdf',
    'http://b.example',
  ]);
});

test('colours of bands on the page are those of the service', () => {
  const style = readFileSync('dashboard/style/page.css', 'utf8');
  const bands = SHOWN_BANDS.filter(({ from }) => from !== null);
  const colours = bands.map(({ name }) => [name, new RegExp(`--band-${name}: (#[0-9a-f]{6});`).exec(style)?.[1]]);
  expect(colours).toEqual(bands.map(({ name, colour }) => [name, colour]));
});

test('every number of a country is a shape of the atlas', () => {
  const shapes = new Set(atlas.objects.countries.geometries.map(({ id }) => id));
  expect([...COUNTRY_NUMBERS].filter(([, number]) => !shapes.has(number))).toEqual([]);
  expect(COUNTRY_NUMBERS.get('TWN')).toBe('158');
  expect(COUNTRY_NUMBERS.size).toBeGreaterThan(150);
});
