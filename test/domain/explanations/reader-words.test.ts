import { describe, expect, test } from 'vitest';
import { citationsOf, citedRow } from '#domain/explanations/evidence-rows.ts';
import { newestSignalDay, staleSignals } from '#domain/explanations/published-subject.ts';
import { referenceNames } from '#domain/explanations/reference-names.ts';
import type { WhatIf } from '#domain/explanations/what-if.ts';
import { describedWhatIfs } from '#domain/explanations/what-if-sentences.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { countryName, countryTitle, possessive } from '#domain/vocabulary/country-names.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { readerNames } from '#test/builders/reader-names.ts';
import { aGovernance, anElement, aParty, aPolicy, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';
import { aCarrierSource } from '#test/builders/signal-rows.ts';

describe('names for readers', () => {
  const names = () =>
    referenceNames(
      indexReferenceData(
        referenceDataWith({
          governance: [aGovernance('CHN', { name: 'China' }), aGovernance('EUU', { name: 'a row of the Union' })],
          elements: [anElement('Dy', { name: 'Dysprosium' })],
          policy: [
            aPolicy('P1', { title: 'Licence', effective_from: '2025-04-04', announced: '2025-04-01' }),
            aPolicy('P2', { title: 'Ban', effective_from: null, announced: '2026-01-06' }),
          ],
          external_parties: [aParty('X1', { name: 'A trader' })],
          supplier_sites: [aSupplierSite('S1', { supplier_name: 'Lynas', site: 'Kuantan' })],
        }),
        goldenMethodology,
      ),
    );

  test('are those of the rows; groups of countries have names of their own', () => {
    expect([names().country('CHN'), names().country('EUU'), names().country('OTH')]).toEqual([
      'China',
      'the European Union',
      'other origins',
    ]);
    expect(names().element('Dy')).toBe('Dysprosium');
    expect([names().site('S1'), names().site('X1')]).toEqual(['Lynas (Kuantan)', 'A trader']);
  });

  test('of countries are those of English sentences, whatever a table of statistics calls them', () => {
    const { country } = referenceNames(
      indexReferenceData(
        referenceDataWith({
          governance: [
            aGovernance('KOR', { name: 'Korea Rep.' }),
            aGovernance('COD', { name: 'Congo Dem. Rep.' }),
            aGovernance('COG', { name: 'Congo Rep.' }),
            aGovernance('USA', { name: 'United States' }),
            aGovernance('VNM', { name: 'Viet Nam' }),
          ],
        }),
        goldenMethodology,
      ),
    );
    expect(['KOR', 'COD', 'COG', 'USA', 'VNM'].map(country)).toEqual([
      'South Korea',
      'the Democratic Republic of the Congo',
      'the Republic of the Congo',
      'the United States',
      'Vietnam',
    ]);
    expect(['USA', 'COD', 'EUU', 'OTH', 'KOR'].map((code) => countryTitle(country(code)))).toEqual([
      'United States',
      'Democratic Republic of the Congo',
      'European Union',
      'Other origins',
      'South Korea',
    ]);
    expect(['USA', 'JPN', 'EUU', 'OTH', 'NLD', 'CYP'].map((code) => possessive(countryName(code, 'Cyprus')))).toEqual([
      "the United States'",
      "Japan's",
      "the European Union's",
      "other origins'",
      "the Netherlands'",
      "Cyprus's",
    ]);
  });

  test('of no shipped country are shortened or inverted', () => {
    const { country } = referenceNames(indexReferenceData(bundledReferenceData, goldenMethodology));
    const odd = bundledReferenceData.governance.map((row) => country(row.country)).filter((name) => /[.,]|Rep\b|PDR|SAR/.test(name));
    expect(odd).toEqual([]);
  });

  test('of a measure begin with its first day, else with the day it was announced; what is left of a suspended one has its name', () => {
    expect(names().measure('P1')).toMatchObject({ title: 'Licence', from: '2025-04-04' });
    expect(names().measure('P1#residual')).toMatchObject({ title: 'Licence', from: '2025-04-04' });
    expect(names().measure('P2')).toMatchObject({ title: 'Ban', from: '2026-01-06', label: { code: 'label_measure' } });
  });

  test('of what no row names are the codes', () => {
    expect([names().country('XXX'), names().element('Xx'), names().site('X9')]).toEqual(['XXX', 'Xx', 'X9']);
    expect(names().measure('P9')).toEqual({ title: 'P9', from: '' });
  });
});

describe('evidence', () => {
  const data = () =>
    referenceDataWith({
      governance: [aGovernance('CHN'), aGovernance('MYS', { source_url: 'https://example.org/wgi', quality: 'A' })],
      elements: [anElement('Dy')],
      // a publisher is no evidence of its own
      sources: [aCarrierSource('2026-09-30')],
    });

  test('is what a reader needs to find the row, and no value of it', () => {
    expect(citedRow(aGovernance('MYS', { source_url: 'https://example.org/wgi', quality: 'A' }))).toEqual({
      row: 'governance:MYS',
      source: 'a publisher',
      source_url: 'https://example.org/wgi',
      date: '2023',
      quality: 'A',
      known_from: '2026-02-28',
    });
  });

  test('says who sent a row that came in, and whether its counts are held down', () => {
    const row = aGovernance('MYS', { sent_by: 'acme000000', note: 'a remark' });
    expect(citedRow(row)).toMatchObject({ sent_by: 'acme000000', note: 'a remark' });
    expect(citedRow({ ...row, note: null })).not.toHaveProperty('note');
    expect(citedRow(aGovernance('MYS', { note: 'a remark' }))).not.toHaveProperty('note');
  });

  test('is cited from any table, each row once, in byte order', () => {
    const cited = citationsOf(data())(['governance:MYS', 'element:Dy', 'governance:CHN', 'governance:MYS']);
    expect(cited.map(({ row }) => row)).toEqual(['element:Dy', 'governance:CHN', 'governance:MYS']);
    expect(cited[2]).toEqual(citedRow(aGovernance('MYS', { source_url: 'https://example.org/wgi', quality: 'A' })));
    expect(citationsOf(data())([])).toEqual([]);
  });

  test('that no table has is a fault', () => {
    expect(() => citationsOf(data())(['governance:XXX'])).toThrow(new Error('no table has the evidence governance:XXX'));
  });
});

describe('the signals behind a score', () => {
  const at = (age_days: number | null) => ({ x: 0, age_days });

  test('speak of the day of the youngest', () => {
    expect(newestSignalDay({ carriers: at(40), senkaku: at(2), taiwan_strait: at(5) }, '2026-10-01')).toBe('2026-09-29');
    expect(newestSignalDay({ carriers: at(null), senkaku: null, taiwan_strait: at(1) }, '2026-10-01')).toBe('2026-09-30');
  });

  test('that were never observed have no day', () => {
    expect(newestSignalDay({ carriers: at(null) }, '2026-10-01')).toBeNull();
    expect(newestSignalDay(null, '2026-10-01')).toBeNull();
    expect(newestSignalDay(undefined, '2026-10-01')).toBeNull();
  });

  test('are stale when they are too old for the method, or not there', () => {
    const limit = goldenMethodology.parameters.signal_stale_after_days.senkaku ?? 0;
    expect(staleSignals({ carriers: at(0), senkaku: at(limit + 1), taiwan_strait: at(0) }, goldenMethodology)).toEqual(['senkaku']);
    expect(staleSignals({ carriers: at(0), senkaku: at(limit), taiwan_strait: at(0) }, goldenMethodology)).toEqual([]);
    expect(staleSignals(null, goldenMethodology)).toEqual(['carriers', 'senkaku', 'taiwan_strait']);
  });
});

describe('a what-if in words', () => {
  const whatIf = (kind: WhatIf['kind'], over: Partial<WhatIf> = {}): WhatIf => ({
    id: kind,
    kind,
    measure: null,
    extra_stock_days: null,
    score: 57.29,
    difference: -14.47,
    band: 'elevated',
    exact_score: 57.288629,
    ...over,
  });
  const said = (...entries: readonly WhatIf[]): readonly string[] =>
    describedWhatIfs(entries, 'high', 'Japan', readerNames).map(({ description }) => description);

  test('says the condition', () => {
    const effect = ': the score would be 57, 14.5 lower, in band elevated instead of high.';
    expect(
      said(
        whatIf('cap65'),
        whatIf('even'),
        whatIf('stock_doubled'),
        whatIf('signals_at_rest'),
        whatIf('measure_lifted', { measure: 'A' }),
        whatIf('measure_lifted', { measure: 'unnamed' }),
        whatIf('all_measures_lifted'),
        whatIf('suspension_lapses', { measure: 'B' }),
        whatIf('stock_for_lower_band', { extra_stock_days: 31 }),
      ),
    ).toEqual([
      `No foreign country supplies more than 65 % at any stage (benchmark of the EU Critical Raw Materials Act)${effect}`,
      `Foreign and domestic supply is spread evenly over at least five origins${effect}`,
      `Japan holds twice the stock${effect}`,
      `The three military signals are at rest${effect}`,
      `Licence on seven rare earths (2025-04-04) is lifted today${effect}`,
      `Unnamed is lifted today${effect}`,
      `All export controls that are known today are lifted today${effect}`,
      `The suspension of Ban on military users in Japan (2026-01-06) runs out today${effect}`,
      `Japan holds 31 more days of stock, the least that brings a lower band${effect}`,
    ]);
  });

  test('says whether the score would be lower, higher or the same, and the band only when it is another', () => {
    const same = { band: 'high', score: 71.8 } as const;
    expect(
      said(
        whatIf('even', { ...same, difference: -0.5 }),
        whatIf('even', { ...same, difference: 2 }),
        whatIf('even', { ...same, difference: 0 }),
      ),
    ).toEqual(
      ['72, 0.5 lower.', '72, 2.0 higher.', '72, no change.'].map(
        (effect) => `Foreign and domestic supply is spread evenly over at least five origins: the score would be ${effect}`,
      ),
    );
  });

  test('marks the one that leads into another band with the smallest move, and keeps the figures', () => {
    const entries = [
      whatIf('cap65'),
      whatIf('stock_doubled', { difference: -12.5, score: 59.26 }),
      whatIf('signals_at_rest', { difference: -1, score: 70.76, band: 'high' }),
    ];
    const described = describedWhatIfs(entries, 'high', 'Japan', readerNames);
    expect(described.map((entry) => entry.closest_to_another_band)).toEqual([false, true, false]);
    expect(described).toMatchObject(entries);
  });

  test('has none that leads into another band when none does', () => {
    const [only] = describedWhatIfs([whatIf('even', { band: 'high' })], 'high', 'Japan', readerNames);
    expect(only?.closest_to_another_band).toBe(false);
  });
});
