import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { driverEvidence } from '#domain/facts/element-evidence.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { countrySources } from '#domain/facts/suppliers/country-sources.ts';
import { supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import { scoreCountries, worstCountrySource } from '#domain/scores/country-score.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { criticalityAt } from '#domain/scores/supplier-criticality.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { stateAndEventMethodology as methodology } from '#test/builders/state-and-event-methodology.ts';

const index = indexReferenceData(bundledReferenceData, methodology);
const readings = signalReader(bundledReferenceData, methodology.parameters);
const DAY = '2026-10-01';

const assembled = (element: string, buyer: string, as_of = DAY, known_at = as_of) =>
  elementInputs(index, { element, buyer, as_of, known_at, signals: readings(as_of).readings });
const supplierOf = (supplier: string, buyer: string, as_of = DAY, facts = index) =>
  supplierInputs(facts, { supplier, buyer, as_of, signals: readings(as_of).readings });

interface Figures {
  readonly score: number | null;
  readonly state?: number;
  readonly new_event?: number;
  readonly stage?: string;
}
const scored = (inputs: SupplierInputs): Figures => scoreSupplier(inputs, methodology);

/** Annex C of the specification: day, table, subject, buyer, and the printed state, event, score and stage. */
const ANNEX_C = tablesOf(readFileSync(new URL('../../../docs/methodology-2.0.0.md', import.meta.url), 'utf8'));

function tablesOf(page: string) {
  const annex = page.slice(page.indexOf('## Annex C.'), page.indexOf('### The largest moves'));
  return annex.split(/^### /m).flatMap((section) => {
    let table = '';
    let buyers: readonly string[] = [];
    return section.split('\n').flatMap((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const [, id = '', ...rest] = cells;
      if (id === 'element' || id === 'supplier') [table, buyers] = [id, rest];
      return rest.flatMap((cell, column) => {
        const match = /^(\d+) \/ (\d+) \/ \*\*([\d.]+)\*\* \([\d.]+\) ?(\w*)$/.exec(cell);
        if (match === null) return [];
        const [state = 0, event = 0, score = 0] = match.slice(1, 4).map(Number);
        return [{ day: section.slice(0, 10), table, id, buyer: buyers[column] ?? '', state, event, score, stage: match[4] }];
      });
    });
  });
}

/** State and event are printed to a whole point and the score to a tenth, by a program that shares no code with this one. */
describe('methodology 2.0.0 on the shipped facts gives the tables of annex C of its specification', () => {
  test.each(['element', 'supplier'])('every %s', (table) => {
    const rows = ANNEX_C.filter((row) => row.table === table);
    expect(rows).toHaveLength(table === 'element' ? 2 * 12 * 4 : 2 * 10 * 4);
    for (const { day, id, buyer, state, event, score, stage } of rows) {
      const result: Figures =
        table === 'element' ? scoreElement(assembled(id, buyer, day).inputs, methodology) : scored(supplierOf(id, buyer, day).inputs);
      const name = `${id} for ${buyer} on ${day}`;
      expect(Math.abs((result.state ?? Number.NaN) - state), name).toBeLessThanOrEqual(0.51);
      expect(Math.abs((result.new_event ?? Number.NaN) - event), name).toBeLessThanOrEqual(0.51);
      expect(Math.abs((result.score ?? Number.NaN) - score), name).toBeLessThanOrEqual(0.051);
      if (table === 'element') expect(result.stage, name).toBe(stage);
    }
  });

  test('announcement equivalents by origin and destination are those of annex A', () => {
    const record = (element: string, buyer: string) => assembled(element, buyer).inputs.control_record ?? {};
    expect(record('Dy', 'JPN').JPN?.CHN?.n).toBeCloseTo(0.79, 3);
    expect(record('Dy', 'JPN').JPN?.CHN?.t).toBeCloseTo(2.88, 2);
    expect(record('Dy', 'USA').USA?.CHN?.n).toBeCloseTo(0.492, 3);
    expect(record('Dy', 'EUU').EUU?.CHN?.n).toBeCloseTo(0.466, 3);
    expect(record('Dy', 'JPN').CHN?.MMR?.n).toBeCloseTo(0.546, 3);
    expect(record('Co', 'JPN').JPN?.COD?.n).toBeCloseTo(0.891, 3);
    expect(record('Ni', 'JPN').JPN?.IDN?.n).toBeCloseTo(1.147, 3);
    expect(record('Dy', 'JPN').JPN?.BRA).toEqual({ n: 0, t: expect.closeTo(8.464, 3) });
  });
});

test('a day that is looked back at has the record that it had then, whatever became known since', () => {
  const oneVintage = indexReferenceData(bundledReferenceData, {
    ...methodology,
    parameters: { ...methodology.parameters, facts_as_known: false },
  });
  const signals = readings(DAY).readings;
  const recordOf = (known_at: string) => {
    const { inputs } = elementInputs(oneVintage, { element: 'Dy', buyer: 'JPN', as_of: '2025-04-10', known_at, signals });
    return { record: inputs.control_record, outcomes: inputs.control_outcomes };
  };
  expect(recordOf('2026-10-01')).toEqual(recordOf('2025-04-10'));
  expect(recordOf('2025-04-10').outcomes).toEqual([]);
  expect(assembled('Dy', 'JPN').inputs.control_outcomes).toHaveLength(4);
});

describe('no single row decides over a supplier', () => {
  /** The facts as known on the day, without a link. */
  function without(link: string): typeof index {
    const known = index.asKnown(dayNumber(DAY));
    const data = { ...known.data, supplier_links: known.data.supplier_links.filter(({ id }) => id !== link) };
    const made = new Map<string, unknown>();
    const facts: typeof index = {
      ...known,
      data,
      asKnown: () => facts,
      remembered: <T>(key: string, make: () => T): T => {
        if (!/^(register|chain)\b/.test(key)) return known.remembered(key, make);
        if (!made.has(key)) made.set(key, make());
        return made.get(key) as T;
      },
    };
    return facts;
  }
  const scoreOf = (supplier: string, facts = index): number | null => scored(supplierOf(supplier, 'JPN', DAY, facts).inputs).score;
  const suppliers = suppliersOf(bundledReferenceData.supplier_sites).flatMap(({ id }) => (scoreOf(id) === null ? [] : [id]));

  test('leaving out any link that ships moves no supplier by 10 points, unless it is the whole supply', () => {
    const inputsOf = (supplier: string, buyer: string, facts = index) => supplierOf(supplier, buyer, DAY, facts).inputs;
    const buyers = ['JPN', 'USA', 'EUU'];
    const before = new Map(suppliers.map((id) => [id, buyers.map((buyer) => inputsOf(id, buyer))]));
    // a link that is not in effect leaves the register of the day, and so every supplier, as it is
    const { state } = registerOn(bundledReferenceData, DAY, DAY);
    let [cases, largest] = [0, 0];
    for (const { id: link } of bundledReferenceData.supplier_links) {
      const facts = without(link);
      if (registerOn(facts.data, DAY, DAY).state === state) continue;
      for (const supplier of suppliers) {
        const [was] = before.get(supplier) ?? [];
        if (isDeepStrictEqual(was, inputsOf(supplier, 'JPN', facts))) continue;
        for (const [place, buyer] of buyers.entries()) {
          const old = before.get(supplier)?.[place];
          const moved = Math.abs(
            (scored(inputsOf(supplier, buyer, facts)).score ?? Number.NaN) - ((old && scored(old).score) ?? Number.NaN),
          );
          cases += 1;
          expect(moved, `${supplier} for ${buyer} without ${link}`).toBeLessThan(10);
          largest = Math.max(largest, moved);
        }
      }
    }
    expect(cases).toBeGreaterThan(150);
    expect(largest).toBeGreaterThan(5);
  });

  test('the sale of alloy by USA Rare Earth, which decided alone over the stock behind its score, moves it by less', () => {
    const cover = (facts = index) => supplierOf('usa-rare-earth', 'JPN', DAY, facts).inputs.cover_days;
    expect(cover()).toBeCloseTo((62 + 62 + 82) / 3, 9);
    expect(cover(without('L021'))).toBe((62 + 82) / 2);
    expect((scoreOf('usa-rare-earth') ?? 0) - (scoreOf('usa-rare-earth', without('L021')) ?? 0)).toBeCloseTo(9.1, 1);
  });

  test('Myanmar is as risky as the only way that its ore takes, whoever the seller is', () => {
    const myanmar = worstCountrySource(
      countrySources(index, { country: 'MMR', buyer: 'JPN', as_of: DAY, signals: readings(DAY).readings }),
      methodology,
    );
    expect(myanmar).toMatchObject({ element: 'Dy', stage: 'mine' });
    expect(Math.abs((myanmar?.result.score ?? 0) - (scoreOf('kachin-ionic-clay') ?? 0))).toBeLessThan(1);
    expect(Object.keys(myanmar?.inputs.sites ?? {})).toEqual(['market:mine:MMR', 'market:separation:CHN']);
  });
});

test('countries are the sources that annex D names', () => {
  const scoreOf = (country: string) => {
    const sources = countrySources(index, { country, buyer: 'JPN', as_of: DAY, signals: readings(DAY).readings });
    return worstCountrySource(sources, methodology)?.result.score ?? null;
  };
  expect(Math.abs((scoreOf('MMR') ?? Number.NaN) - 86)).toBeLessThan(0.6);
  expect(Math.abs((scoreOf('COD') ?? Number.NaN) - 47)).toBeLessThan(0.6);
  expect(Math.abs((scoreOf('RUS') ?? Number.NaN) - 4)).toBeLessThan(0.6);
  expect(Math.abs((scoreOf('BRA') ?? Number.NaN) - 3)).toBeLessThan(0.6);
  const elements = { Co: assembled('Co', 'JPN').inputs };
  const sources = { COD: countrySources(index, { country: 'COD', buyer: 'JPN', as_of: DAY, signals: readings(DAY).readings }) };
  const { COD, JPN } = scoreCountries({ countries: ['COD', 'JPN'], elements, sources }, methodology);
  expect(COD).toMatchObject({ element: 'Co', stage: 'mine' });
  expect(COD?.element_points).toBeGreaterThan(30);
  expect(JPN).toBeUndefined();
});

test('the loss of Lynas is a loss: a quarter of the Japanese neodymium, and no stock lasts', () => {
  const { inputs } = assembled('Nd', 'JPN');
  const lost = criticalityAt('separation', { MYS: 1 }, inputs, methodology);
  expect(lost?.gap).toBeCloseTo(0.24, 2);
  expect(lost?.tts_days).toBeGreaterThan(365);
  expect(lost?.points).toBeGreaterThan(20);
});

describe('the rows behind a score are cited', () => {
  test('of an element: what trade did, the events that were counted, the links that name a share', () => {
    const { evidence } = assembled('Dy', 'JPN');
    const cited = (hazard: string, stage: 'separation' | 'magnet') => driverEvidence(hazard, stage, evidence);
    expect(cited('active_control:CHN', 'separation')).toContain('control-outcome:OUT-DY-2025-JPN');
    const counted = cited('new_control:CHN', 'separation');
    expect(counted.some((row) => row.startsWith('control-event:CHN-QUOTA'))).toBe(true);
    expect(counted.some((row) => row.startsWith('governance:'))).toBe(false);
    expect(driverEvidence('origin_instability:MYS', 'magnet', assembled('Nd', 'JPN').evidence)).toContain('supplier-link:L062');
    expect(cited('scheduled_control:CHN', 'separation')).toEqual(cited('active_control:CHN', 'separation'));
    expect(cited('new_control:mine-CHN:MMR', 'separation').some((row) => row.includes('MMR-2019'))).toBe(true);
  });

  test('of a supplier: events and outcomes with the rows of its chain', () => {
    const { evidence, controls } = supplierOf('serra-verde', 'JPN');
    expect(controls?.outcomes['CN-2025-18']).toContain('control-outcome:OUT-DY-2025-JPN');
    expect(evidence).toEqual(expect.arrayContaining([...(controls?.record.CHN ?? ['none']), 'control-outcome:OUT-DY-2025-JPN']));
  });
});
