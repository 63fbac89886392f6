import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import atlas from 'world-atlas/countries-110m.json' with { type: 'json' };
import { COUNTRY_NUMBERS } from '#dashboard/views/map/country-numbers.ts';
import { bandOf } from '#dashboard/words/band-of.ts';
import { dailyCounts } from '#dashboard/words/daily-counts.ts';
import { driverLine } from '#dashboard/words/driver-line.ts';
import { addressesIn, numbersIn, tableAt } from '#dashboard/words/explained.ts';
import { byHazard, byOrigin, byStage, fadeOf } from '#dashboard/words/heat-cells.ts';
import { scenarioBody, scenarioIn } from '#dashboard/words/scenario-query.ts';
import { methodologyChanges, seriesLines } from '#dashboard/words/series-lines.ts';
import methodology from '#reference/methodology/2.0.0.json' with { type: 'json' };

const dy = { id: 'Dy', name: 'dysprosium' };

test('bands begin where the methodology says', () => {
  for (const { name, from } of methodology.bands) expect(bandOf(from)).toBe(name);
  expect([bandOf(79.99), bandOf(null), bandOf(undefined)]).toEqual(['high', 'unknown', 'unknown']);
});

test('points go to their origin, plants and sea lanes have columns of their own, and an element without a score is unknown', () => {
  const drivers = [
    { id: 'active_control:CHN', kind: 'active_control', points: 50 },
    { id: 'new_control:mine-CHN:MMR', kind: 'new_control', points: 2 },
    { id: 'new_control:CHN', kind: 'new_control', points: 5 },
    { id: 'transit', kind: 'transit', points: 1 },
  ];
  const rows = [
    { subject: dy, score: 58, drivers },
    { subject: { id: 'Pm', name: 'promethium' }, score: null, drivers: [] },
  ];
  const origins = byOrigin(rows);
  expect(origins.columns).toEqual(['CHN', 'MMR', 'sea lanes']);
  expect(origins.rows[0]?.cells).toEqual({ CHN: 55, MMR: 2, 'sea lanes': 1 });
  expect(origins.rows[1]?.cells).toEqual({ CHN: null, MMR: null, 'sea lanes': null });
  expect(byHazard(rows).rows[0]?.cells).toEqual({ active_control: 50, new_control: 7, transit: 1 });
});

test('stages that an element has not are absent, not zero', () => {
  const { rows } = byStage([
    {
      subject: dy,
      baseline: 89,
      stages: [
        { stage: 'mine', baseline: 4 },
        { stage: 'metal', baseline: null },
      ],
    },
  ]);
  expect(rows[0]?.cells).toEqual({ mine: 4, metal: null });
});

test('a series becomes lines, and another methodology is marked', () => {
  const row = (time: string, metric: string, value: number | null, version = '1.1.0') => ({
    time: `${time}T00:00:00Z`,
    subject: 'element:Dy',
    label: 'dysprosium',
    metric,
    value,
    methodology: version,
  });
  const [line] = seriesLines(
    [row('2026-02-08', 'score', 9, '2.0.0'), row('2026-02-01', 'score', 7), row('2026-02-01', 'p05', 3), row('2026-02-01', 'p95', null)],
    ['element:Dy'],
  );
  expect(line?.points[0]).toEqual({ as_of: '2026-02-01', score: 7, p05: 3, p95: null, methodology: '1.1.0' });
  expect(line === undefined ? [] : methodologyChanges(line)).toEqual([{ day: '2026-02-08', to: '2.0.0' }]);
});

test('the wider an interval, the paler; one that nobody knows is palest', () => {
  const wide = (width: number) => fadeOf({ p05: 10, p95: 10 + width });
  expect([0, 24.9, 25, 50, 74.9, 75, 90].map(wide)).toEqual([0, 0, 1, 2, 2, 3, 3]);
  expect([fadeOf(null), fadeOf(undefined)]).toEqual([3, 3]);
});

test('a scenario is what the address says, and only that is sent', () => {
  const choice = scenarioIn(new URLSearchParams('closure=60&senkaku=900&stock=x&template=none&taiwan='));
  expect(scenarioBody(choice, 'JPN', ['a', 'b'])).toEqual({
    buyer: 'JPN',
    closures: [{ lane: 'taiwan_strait', days: 60 }],
    pressure: { senkaku: 100 },
  });
  expect(scenarioBody(scenarioIn(new URLSearchParams('template=b&stock=15')), 'USA', ['a', 'b'])).toEqual({
    buyer: 'USA',
    template: 'b',
    cover: [{ add_days: 15 }],
  });
  expect(scenarioBody(scenarioIn(new URLSearchParams('of=supplier')), 'JPN', [])).toEqual({ buyer: 'JPN', subject_type: 'supplier' });
  expect(scenarioBody(scenarioIn(new URLSearchParams('of=nobody')), 'JPN', [])).toEqual({ buyer: 'JPN' });
});

test('counts of days, statements of drivers, and what lies deeper in a document', () => {
  expect(dailyCounts([{ date: '2026-01-01', raw: { aircraft: 3, flag: null, carriers: ['Liaoning'] } }])).toEqual([
    { name: 'aircraft', days: [{ date: '2026-01-01', count: 3 }] },
    { name: 'carriers', days: [{ date: '2026-01-01', count: 1 }] },
  ]);
  expect(driverLine({ summary: 'China controls exports: Announcement No. 18; more' })).toBe('China controls exports');
  expect(driverLine({ summary: 'China may impose a control (0.13 a year that bind are expected); the stock' })).toBe(
    'China may impose a control',
  );
  expect(driverLine({ summary: 'long', label: 'Export controls of China' })).toBe('Export controls of China');
  expect(numbersIn(tableAt({ a: { b: { c: 1, d: 'x' } } }, 'a', 'b'))).toEqual({ c: 1 });
  expect(tableAt({ a: [] }, 'a', 'b')).toEqual({});
  expect(addressesIn('https://a.example/x.pdf ; see http://b.example ; javascript:alert(1)')).toEqual([
    'https://a.example/x.pdf',
    'http://b.example',
  ]);
});

test('colours of bands on the page are those of the methodology', () => {
  const style = readFileSync('dashboard/style/page.css', 'utf8');
  const colours = methodology.bands.map(({ name }) => [name, new RegExp(`--band-${name}: (#[0-9a-f]{6});`).exec(style)?.[1]]);
  expect(colours).toEqual(methodology.bands.map(({ name, colour }) => [name, colour]));
});

test('every number of a country is a shape of the atlas', () => {
  const shapes = new Set(atlas.objects.countries.geometries.map(({ id }) => id));
  expect([...COUNTRY_NUMBERS].filter(([, number]) => !shapes.has(number))).toEqual([]);
  expect(COUNTRY_NUMBERS.get('TWN')).toBe('158');
  expect(COUNTRY_NUMBERS.size).toBeGreaterThan(150);
});
