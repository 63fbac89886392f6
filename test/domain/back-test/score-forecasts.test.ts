import { expect, test } from 'vitest';
import { backTestHistory } from '#domain/back-test/history.ts';
import { readersOf } from '#domain/back-test/pair-back-test.ts';
import { herfindahlForecasts, newControlRates, scoreForecasts, scoreOn, withinDays } from '#domain/back-test/score-forecasts.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { smallHistory, smallSettings } from '#test/builders/back-test-world.ts';
import { aShare } from '#test/builders/reference-data.ts';

const document = bundledMethodologies.get('1.0.0')?.document;
if (document === undefined) throw new Error('methodology 1.0.0 ships');
const historyOf = () => backTestHistory(smallHistory(), document, smallSettings);

test('a yearly rate is the chance of at least one event within the days, with its signals and without', () => {
  const table = { withSignals: Float64Array.of(2, 0), withoutSignals: Float64Array.of(0.5, 1) };
  const within = withinDays(table, 90, 365.25);
  expect([...within.withSignals]).toEqual([expect.closeTo(1 - Math.exp(-180 / 365.25), 12), 0]);
  expect([...within.withoutSignals]).toEqual([
    expect.closeTo(1 - Math.exp(-45 / 365.25), 12),
    expect.closeTo(1 - Math.exp(-90 / 365.25), 12),
  ]);
});

test('concentration is that of the worse stage, the same for every buyer and day', () => {
  // Dysprosium: 0.9^2 + 0.1^2 = 0.82 at separation, 0.5 at the mine; gallium comes from one country.
  const mines = [aShare('Dy', 'mine', 'CHN', 0.5), aShare('Dy', 'mine', 'MMR', 0.5)];
  const data = smallHistory();
  const history = backTestHistory({ ...data, shares: [...data.shares, ...mines] }, document, smallSettings);
  const forecasts = [...herfindahlForecasts(history)];
  const ofPair = history.pairs.map(({ element }) => (element === 'Dy' ? expect.closeTo(0.82, 12) : 1));
  expect(forecasts).toEqual(history.origins.flatMap(() => ofPair));
});

test('scores are probabilities of every origin and pair, an origin after the other', () => {
  const history = historyOf();
  const { published } = readersOf(history, document);
  const forecasts = scoreForecasts(history, published, 365);
  const expected = history.origins.flatMap((day) => history.pairs.map((pair) => scoreOn(day, pair, published, 365)));
  expect([...forecasts.withSignals]).toEqual(expected.map(({ score }) => score / 100));
  expect([...forecasts.withoutSignals]).toEqual(expected.map(({ withoutSignals }) => withoutSignals / 100));
});

test('the rate of new controls on the only origin is the mean of its posterior, raised by its governance and by each event', () => {
  const history = historyOf();
  const rates = newControlRates(history, readersOf(history, document).published);
  const gallium = history.pairs.findIndex(({ element, buyer }) => element === 'Ga' && buyer === 'JPN');
  const rateOn = (origin: number) => rates.withoutSignals[origin * history.pairs.length + gallium];
  // Clock from 2023-01-01; alpha 0.9, beta 3; China has all of gallium (tier 1) and a mean of -0.3: (2.5 + 0.3) / 5 over 0.5 is 1.12. No control hits it.
  for (const [origin, day] of history.origins.entries())
    expect(rateOn(origin)).toBeCloseTo((0.9 * 1.12) / (3 + (day - dayNumber('2023-01-01')) / 365.25), 12);
  const twoOrigins = history.pairs.findIndex(({ element, buyer }) => element === 'Dy' && buyer === 'JPN');
  const last = history.origins.length - 1;
  // Dysprosium after its licence: one event more, and Malaysia, a tenth of the world, at the floor of the tier with a mean of 0.4: (2.5 - 0.4) / 5 over 0.5 is 0.84.
  const years = 3 + ((history.origins[last] as number) - dayNumber('2023-01-01')) / 365.25;
  const { floor } = (document.parameters.new_control_tier as { value: { floor: number } }).value;
  expect(rates.withoutSignals[last * history.pairs.length + twoOrigins]).toBeCloseTo((0.9 * 1.12 + 1 + 0.9 * floor * 0.84) / years, 12);
});
