import { describe, expect, it } from 'vitest';
import { backTestHistory } from '#domain/back-test/history.ts';
import { knownStates, signalBackTest } from '#domain/back-test/signal-back-test.ts';
import type { SignalReader } from '#domain/signals/signal-inputs.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { GeopoliticalRiskRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed as seedOf } from '#functions/adapters/sha256-seed.ts';
import { smallSettings as settings, smallHistory } from '#test/builders/back-test-world.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aMapping, aPolicy } from '#test/builders/reference-data.ts';

const documentOf = (version: string) => {
  const found = bundledMethodologies.get(version)?.document;
  if (found === undefined) throw new Error(`${version} does not ship`);
  return found;
};

const month = (name: string, taiwan: number | null, knownFrom: string): GeopoliticalRiskRow => ({
  row: `geopolitical-risk:${name}`,
  source: 'a publisher',
  source_url: null,
  date: name,
  quality: 'A',
  known_from: knownFrom,
  known_from_basis: 'assumed',
  note: null,
  month: name,
  world: 100,
  china: 1,
  taiwan,
  japan: null,
  korea: 1,
});

/** Signals and exercises of the shipped data, three announcements, an index that stands out in the month before each. */
const announced = ['2024-03-15', '2024-09-16', '2025-04-04'];
const months = Array.from({ length: 36 }, (_, i) => {
  const [year, number] = [2023 + Math.floor(i / 12), (i % 12) + 1];
  const text = (y: number, m: number) => `${y}-${String(m).padStart(2, '0')}`;
  const next = number === 12 ? text(year + 1, 1) : text(year, number + 1);
  const before = announced.some((day) => day.startsWith(next));
  return month(text(year, number), before ? 2 : 1, `${next}-01`);
});
const facts: ReferenceData = smallHistory({
  ...Object.fromEntries(
    (['taiwan_strait', 'senkaku', 'eez_events', 'carrier_deployments', 'sources'] as const).map((name) => [
      name,
      bundledReferenceData[name],
    ]),
  ),
  policy: announced.map((day, i) =>
    aPolicy(`P${i}`, { announced: day, known_from: day, effective_from: day, mapping: aMapping('licence', 'Dy') }),
  ),
  geopolitical_risk: months,
});
const run = (version: string, data = facts) => signalBackTest(backTestHistory(data, documentOf(version), settings), seedOf);
/** Judged in each test: what is worked out while the file is read is worked out before any mutant. */
const skill = (forecast: string, rows = run('1.0.0').signals) =>
  rows.find((row) => row.forecast === forecast && row.outcome === 'announcement' && row.horizon_days === 90);

describe('signals as forecasts of any announcement', () => {
  it('are judged on the days on which they are known: the index from the start of the next month, and two months at most', () => {
    const { signals } = run('1.0.0');
    expect(skill('gpr_world', signals)?.forecasts).toBeGreaterThan(20);
    expect(skill('gpr_japan', signals)).toBeUndefined();
    const stale = run('1.0.0', { ...facts, geopolitical_risk: months.slice(0, 3) }).signals;
    expect(skill('gpr_world', stale)?.forecasts).toBeLessThan(8);
  });

  it('have no skill as a tilt where the methodology gives them no weight', () => {
    const without = run('1.0.0-evidence-only').signals;
    expect(skill('base_rate_tilted_by_all_signals', without)?.brier_skill).toEqual({ value: 0, low: 0, high: 0 });
    expect(skill('base_rate_tilted_by_all_signals')?.brier_skill?.value).not.toBe(0);
  });

  it('are ranked only, and compared with the base rate only when they tilt it', () => {
    const { signals } = run('1.0.0');
    expect(skill('taiwan_strait', signals)).toMatchObject({ brier: null, brier_skill: null, auc_within_day: null });
    expect(skill('base_rate', signals)?.brier_skill?.value).toBe(0);
    expect(skill('base_rate_raised_evenly', signals)?.forecasts).toBe(skill('base_rate_tilted_by_all_signals', signals)?.forecasts);
  });

  it('count alarms over windows in which every day is known', () => {
    const { signal_alarms } = run('1.0.0');
    const senkaku = signal_alarms.find(({ signal }) => signal === 'senkaku');
    expect(senkaku?.announcements).toBe(3);
    expect(senkaku?.windows).toBeGreaterThan(300);
    expect(signal_alarms.every((row) => row.announcements_with_alarm <= row.announcements && row.windows_with_alarm <= row.windows)).toBe(
      true,
    );
  });

  it('have no alarms to count where nothing was announced', () => {
    const none = run('1.0.0', { ...facts, policy: [] });
    expect(none.signal_alarms.every(({ announcements }) => announcements === 0)).toBe(true);
    expect(skill('base_rate', none.signals)).toMatchObject({ happened: 0, events: 0, auc: { value: null } });
  });
});

describe('the states of a day', () => {
  const readings =
    (age_days: number): SignalReader =>
    (asOf) => ({
      ...({} as ReturnType<SignalReader>),
      as_of: asOf,
      known_at: asOf,
      readings: { carriers: { x: 1, age_days: 0 }, senkaku: { x: null, age_days: 0 }, taiwan_strait: { x: 2, age_days } },
    });

  it('are unknown without a value, and stale by the rule of the score', () => {
    const statesAt = (age: number) => knownStates(readings(age), goldenMethodology.parameters)(dayNumber('2026-01-01'));
    expect(statesAt(7)).toEqual({ carriers: 1, senkaku: null, taiwan_strait: 2 });
    expect(statesAt(8)).toEqual({ carriers: 1, senkaku: null, taiwan_strait: null });
  });

  it('are read once', () => {
    let reads = 0;
    const states = knownStates((asOf) => {
      reads += 1;
      return readings(0)(asOf);
    }, goldenMethodology.parameters);
    for (const _ of [1, 2]) states(dayNumber('2026-01-01'));
    expect([reads, isoDate(dayNumber('2026-01-01'))]).toEqual([1, '2026-01-01']);
  });
});
