import { describe, expect, it } from 'vitest';
import { everyDays, monthlyOrigins } from '#domain/back-test/origins.ts';
import { forecastSkill, intervalOf, type JudgedForecasts, reliabilityBins } from '#domain/back-test/skill.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';

/** Published vector of proper scores: probabilities and outcomes. */
const P = [0.9, 0.8, 0.3, 0.6, 0.1, 0.05];
const Y = [1, 1, 0, 0, 0, 1];

const judged = (values: readonly number[], happened: readonly number[], over: Partial<JudgedForecasts> = {}): JudgedForecasts => ({
  values: Float64Array.from(values),
  happened: Uint8Array.from(happened),
  reference: Float64Array.from(values, () => 0.5),
  day: Uint16Array.from(values.keys()),
  block: Uint16Array.from(values.keys()),
  ...over,
});

const question = { forecast: 'f', outcome: 'o', horizon_days: 30, events: 2, isProbability: true, seed: 7, draws: 200 };

describe('the figures of a forecast', () => {
  it('are those of the published vector: Brier .2354, skill .0583 against one in two, log loss .7838, AUC .6667', () => {
    const skill = forecastSkill(question, judged(P, Y));
    expect(skill).toMatchObject({ forecasts: 6, happened: 3, events: 2, brier: 0.2354, log_loss: 0.7838 });
    expect([skill.brier_skill?.value, skill.auc.value]).toEqual([0.0583, 0.6667]);
    expect(skill.mean_forecast).toBeCloseTo(2.75 / 6, 4);
  });

  it('of an index are its rank alone', () => {
    const skill = forecastSkill({ ...question, isProbability: false }, judged([30, 20, 10], [1, 0, 1]));
    expect(skill).toMatchObject({ mean_forecast: null, brier: null, brier_skill: null, log_loss: null, auc_within_day: null });
    expect(skill.auc.value).toBe(0.5);
  });

  it('count ties as half, and know no AUC where everything happened', () => {
    expect(forecastSkill(question, judged([0.5, 0.5], [1, 0])).auc.value).toBe(0.5);
    expect(forecastSkill(question, judged([0.5, 0.6], [1, 1])).auc).toEqual({ value: null, low: null, high: null });
  });

  it('cut a certainty that was wrong at one in a thousand', () => {
    expect(forecastSkill(question, judged([0], [1])).log_loss).toBeCloseTo(-Math.log(0.001), 4);
  });

  it('tell who is hit from when: a forecast that knows only the day ranks nobody within it', () => {
    const skill = forecastSkill(question, judged([0.9, 0.9, 0.1, 0.1], [1, 0, 0, 0], { day: Uint16Array.of(0, 0, 1, 1) }));
    expect(skill.auc_within_day?.value).toBe(0.5);
    expect(skill.auc.value).toBeCloseTo((1 + 1 + 0.5) / 3, 4);
  });

  it('have an interval that holds the figure, the same for the same seed and another for another', () => {
    const values = Array.from({ length: 60 }, (_, i) => ((i * 37) % 60) / 60);
    const data = judged(
      values,
      values.map((value, i) => ((i * 17) % 60 < value * 60 ? 1 : 0)),
    );
    const [once, again, other] = [7, 7, 8].map((seed) => forecastSkill({ ...question, seed }, data));
    expect(again).toEqual(once);
    expect(other?.auc).not.toEqual(once?.auc);
    const { value, low, high } = once?.auc ?? { value: null, low: null, high: null };
    expect((low as number) < (value as number) && (value as number) < (high as number)).toBe(true);
  });

  it('draw all forecasts of a block together: one block has no spread', () => {
    const skill = forecastSkill(question, judged(P, Y, { block: new Uint16Array(6) }));
    expect(skill.auc).toEqual({ value: 0.6667, low: 0.6667, high: 0.6667 });
  });

  it('have a wider interval when few blocks hold many forecasts', () => {
    const values = Array.from({ length: 80 }, (_, i) => ((i * 37) % 80) / 80);
    const happened = values.map((value, i) => ((i * 13) % 80 < value * 80 ? 1 : 0));
    const width = (blocks: number) => {
      const { low, high } = forecastSkill(
        question,
        judged(values, happened, { block: Uint16Array.from(values, (_, i) => Math.floor(i / (80 / blocks))) }),
      ).auc;
      return (high as number) - (low as number);
    };
    expect(width(4)).not.toBe(width(80));
  });
});

describe('an interval', () => {
  it('is the middle 95 % of the draws, without those in which the figure is not defined', () => {
    const draws = [null, ...Array.from({ length: 41 }, (_, i) => i / 40)];
    expect(intervalOf(0.5, draws)).toEqual({ value: 0.5, low: 0.025, high: 0.975 });
    expect(intervalOf(0.5, [null])).toEqual({ value: 0.5, low: null, high: null });
    expect(intervalOf(null, draws)).toEqual({ value: null, low: null, high: null });
  });
});

describe('a reliability table', () => {
  it('counts every forecast once; a certainty is in the last bin', () => {
    const bins = reliabilityBins(judged([0, 0.04, 0.05, 0.5, 1], [0, 1, 0, 1, 1]));
    expect(bins.map(({ forecasts }) => forecasts)).toEqual([2, 1, 0, 0, 1, 0, 1]);
    expect(bins[0]).toEqual({ from: 0, to: 0.05, forecasts: 2, mean_forecast: 0.02, observed: 0.5 });
    expect(bins[2]).toMatchObject({ mean_forecast: null, observed: null });
  });
});

describe('origins', () => {
  it('are first days of months, over the end of a year, up to the last day', () => {
    expect(monthlyOrigins('2025-11-01', '2026-02-28', 1).map(isoDate)).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01']);
    expect(monthlyOrigins('2025-11-15', '2027-01-01', 12).map(isoDate)).toEqual(['2025-11-01', '2026-11-01']);
    expect(() => monthlyOrigins('2025-11-01', '2026-01-01', 0)).toThrow(RangeError);
  });

  it('of signals are so many days apart', () => {
    const first = dayNumber('2026-01-01');
    expect(everyDays(first, first + 15, 7).map(isoDate)).toEqual(['2026-01-01', '2026-01-08', '2026-01-15']);
    expect(everyDays(first, first - 7, 7)).toEqual([]);
  });
});
