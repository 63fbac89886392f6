import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backTestReport } from '#contracts/api/provenance/back-test-response.ts';
import { backTest } from '#domain/back-test/back-test.ts';
import { lookAhead } from '#domain/back-test/look-ahead.ts';
import { BACK_TEST_SETTINGS } from '#domain/back-test/settings.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledBackTest as report } from '#functions/adapters/bundled-back-test.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import {
  backTestInputsSha256,
  judgedMethodologies,
  methodologiesJudgedApart,
  OUTCOME_RULES,
  UNUSED_TABLES,
} from '#functions/commands/pages/backtest-inputs.ts';
import { backTestPage } from '#functions/commands/pages/backtest-page.ts';
import { backTestPlots } from '#functions/commands/pages/backtest-plots.ts';

const methodologies = judgedMethodologies();
const [{ document: base }] = methodologies;
const page = readFileSync('docs/backtest.md', 'utf8');

describe('the back-test that ships', () => {
  it('was made from the facts and the base methodology that ship; if not, run `npm run backtest`', () => {
    expect(report.inputs_sha256).toBe(backTestInputsSha256(bundledReferenceData, methodologies[0]));
  });

  it('is out of date with other rules of judging: by another version, and by another content of it', () => {
    const hashBy = (rules: typeof OUTCOME_RULES) => backTestInputsSha256(bundledReferenceData, methodologies[0], rules);
    const hashes = [OUTCOME_RULES, { ...OUTCOME_RULES, version: '9.0.0' }, { ...OUTCOME_RULES, judging_lag_days: 1 }].map(hashBy);
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[0]).toBe(backTestInputsSha256(bundledReferenceData, methodologies[0]));
  });

  it('depends on every table that a methodology reads for a forecast', () => {
    // A table counts as read when its rows are: passing it on, as a selection of editions does, reads nothing.
    const read = new Set<string>();
    const watchedTable = <Table extends object>(name: string, table: Table): Table =>
      new Proxy(table, {
        get(rows, key, receiver) {
          read.add(name);
          return Reflect.get(rows, key, receiver);
        },
      });
    const watched = Object.fromEntries(
      Object.entries(bundledReferenceData).map(([name, table]) => [name, watchedTable(name, table)]),
    ) as unknown as ReferenceData;
    for (const { document } of methodologies) {
      const methodology = methodologyOf(document);
      const index = indexReferenceData(watched, methodology);
      const signals = signalReader(watched, methodology.parameters)('2026-08-01', '2026-08-01').readings;
      for (const element of elementIds(watched)) elementInputs(index, { element, buyer: 'JPN', as_of: '2026-08-01', signals });
    }
    expect([...read]).toEqual(expect.arrayContaining(['supplier_sites', 'shares', 'senkaku']));
    expect(UNUSED_TABLES.filter((table) => read.has(table) || !(table in bundledReferenceData))).toEqual([]);
  });

  it('compares every methodology as it ships; if not, run `npm run backtest -- --methodologies`', () => {
    const shipped = methodologies.map(({ document, sha256 }) => [document.version, sha256]);
    expect(report.methodologies.map(({ version, sha256 }) => [version, sha256])).toEqual(shipped);
    const apart = methodologiesJudgedApart().map(({ document, sha256 }) => ({ version: document.version, sha256 }));
    expect(report.state_and_event?.methodologies).toEqual(apart);
  });

  it('is what its contract says', () => {
    expect(backTestReport.safeParse(report).error?.issues.slice(0, 3)).toBeUndefined();
  });

  it('has the page and the plots that are made from it, byte for byte', () => {
    expect(page).toBe(backTestPage(report));
    const plots = backTestPlots(report);
    expect(readdirSync('docs/plots').filter((name) => name.startsWith('backtest-'))).toEqual([...plots.keys()].sort());
    for (const [name, svg] of plots) expect(readFileSync(`docs/plots/${name}`, 'utf8') === svg, name).toBe(true);
  });

  it('comes out of the code as it stands: what does not depend on the number of origins is the same when made with few', () => {
    const few = { ...BACK_TEST_SETTINGS, step_months: 24, bootstrap_draws: 1, horizons_days: [365], shown_events: ['2024-08-15'] };
    const again = backTest({
      data: bundledReferenceData,
      methodologies: [methodologies[0]],
      inputsSha256: report.inputs_sha256,
      seedOf: sha256Seed,
      settings: few,
    });
    expect(again.around_events).toEqual(report.around_events.filter(({ event }) => event === '2024-08-15'));
    expect(again.event_curves).toEqual(report.event_curves.filter(({ event }) => event === '2024-08-15'));
    expect(again.signal_alarms).toEqual(report.signal_alarms);
    expect([again.base_rates, again.look_ahead]).toEqual([report.base_rates, report.look_ahead]);
    const central = (rows: typeof report.signals) =>
      rows
        .filter(({ horizon_days }) => horizon_days === 365)
        .map(({ forecast, outcome, brier, log_loss, brier_skill, auc }) => [
          forecast,
          outcome,
          brier,
          log_loss,
          brier_skill?.value,
          auc.value,
        ]);
    expect(central(again.signals)).toEqual(central(report.signals));
    expect(again.exploratory.map(({ auc }) => auc.value)).toEqual(report.exploratory.map(({ auc }) => auc.value));
  });

  it('counts every figure of skill it shows as tried', () => {
    const { skill, signals, exploratory, state_and_event, variants_tried } = report;
    const apart = state_and_event?.figures.length ?? 0;
    expect(variants_tried).toBe(skill.length + signals.length + exploratory.length + apart + (methodologies.length - 1) * 3);
    expect(page).toContain(`${variants_tried} figures of skill`);
  });

  it('names every fitted parameter, and says of each whether it was fitted again', () => {
    const fitted = Object.entries(base.parameters).filter(([, entry]) => entry?.basis.startsWith('fitted'));
    const named = lookAhead(base);
    expect(named.map(({ what }) => what)).toEqual(expect.arrayContaining(fitted.map(([name]) => name)));
    expect(named.filter(({ how }) => how.includes('does not know'))).toEqual([]);
    for (const { what } of named) expect(page).toContain(`| ${what} |`);
  });

  it('keeps what came out against the method', () => {
    const score = report.skill.filter(({ forecast, horizon_days }) => forecast === 'score' && horizon_days === 365);
    expect(score.map(({ outcome }) => outcome)).toEqual(['control', 'disruption', 'outlasting_disruption']);
    for (const { forecasts, happened, events } of score) expect(page).toContain(`| score | ${forecasts} | ${happened} | ${events} |`);
    expect(report.reading.join(' ')).toMatch(/no skill found|worse than the base rate/);
    for (const sentence of report.reading) expect(page).toContain(sentence);
  });

  it('shows every goal, met or missed, every figure of state and new event, and the number of events behind it', () => {
    const { goals = [], figures = [], reading = [] } = report.state_and_event ?? {};
    expect(goals.length).toBeGreaterThan(0);
    for (const { goal, met, figures: words } of goals) expect(page).toContain(`| ${goal} | ${met ? 'yes' : '**no**'} | ${words} |`);
    for (const sentence of reading) expect(page).toContain(sentence);
    for (const { forecasts, happened, events } of figures)
      expect(page).toMatch(new RegExp(`${forecasts} forecasts, of which ${happened} came true; .*\\*\\*${events} event days`));
  });

  it('says of a benchmark that it has no skill against itself', () => {
    const figures = report.state_and_event?.figures ?? [];
    for (const name of ['constant', 'never', 'persistence', 'concentration'] as const) {
      const own = figures.filter(({ forecast, methodology }) => forecast === name && methodology === null);
      expect(own.length).toBeGreaterThan(5);
      for (const { skill } of own) expect(skill?.[name].value ?? 0).toBe(0);
    }
  });

  it('shows the seven events for the buyers that were hit', () => {
    const buyers = (event: string) =>
      [...new Set(report.around_events.filter((row) => row.event === event).map(({ buyer }) => buyer))].sort();
    expect(buyers('2010-09-23')).toEqual(['JPN']);
    expect(buyers('2026-01-06')).toEqual(['JPN']);
    for (const event of ['2023-07-03', '2024-08-15', '2025-02-04', '2025-04-04', '2025-10-09'])
      expect(buyers(event)).toEqual(['EUU', 'JPN', 'USA']);
  });
});
