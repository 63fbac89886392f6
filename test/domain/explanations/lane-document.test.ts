import { describe, expect, test } from 'vitest';
import { laneDocument, laneTransits } from '#domain/explanations/lane-document.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { ReferenceData, StraitTransitsRow } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import straitTransits from '#reference/strait-transits.json' with { type: 'json' };
import { anElement, aRoute, aShare, referenceDataWith } from '#test/builders/reference-data.ts';

function laneDocumentOf(tables: Partial<ReferenceData>, changed: Partial<ElementInputs> = {}) {
  const facts = indexFacts(referenceDataWith(tables), METHODOLOGY.document).on('2026-10-01');
  return laneDocument(facts, [{ ...facts.element('Dy', { buyer: 'JPN' }).inputs, ...changed }]);
}

describe('who depends on a sea lane', () => {
  const elements = [anElement('Dy', { eol_rir: 0 })];
  const shares = [aShare('Dy', 'separation', 'CHN', 0.976), aShare('Dy', 'separation', 'MYS', 0.024)];

  test('is the share of each origin times its sea part times the part that passes; lanes are not added', () => {
    const china = aRoute('JPN', 'CHN', 'separation', 0.8, {
      east_china_sea: 0.5,
      taiwan_strait: 0.25,
      suez: 0,
    });
    const { routes, dependence } = laneDocumentOf({ elements, shares, routes: [china] });
    expect(routes).toEqual([
      {
        buyer: 'JPN',
        origin: 'CHN',
        stage: 'separation',
        lanes: { east_china_sea: 0.4, taiwan_strait: 0.2 },
      },
    ]);
    // 0.976 x 0.8 x 0.5 and 0.976 x 0.8 x 0.25; nobody says by which way Malaysia sends
    expect(dependence).toEqual([
      {
        buyer: 'JPN',
        element: 'Dy',
        stage: 'separation',
        origins: { CHN: 0.976, MYS: 0.024 },
        lanes: { east_china_sea: 0.3904, taiwan_strait: 0.1952 },
        unknown: 0.024,
      },
    ]);
  });

  test('is nobody whose shares are unknown, and rows of some elements only are left out, as in scores', () => {
    expect(laneDocumentOf({ elements, shares: [] }).dependence).toEqual([]);
    expect(laneDocumentOf({ elements, shares }, { stages: {} }).dependence).toEqual([]); // of a day before the shares were known
    const refined = aRoute('JPN', 'CHN', 'separation', 1, {}, { elements: ['Pd'] });
    expect(laneDocumentOf({ elements, shares, routes: [refined] })).toMatchObject({
      routes: [],
      dependence: [{ lanes: {}, unknown: 1 }],
    });
  });
});

describe('ships through a strait', () => {
  const rows = straitTransits as unknown as readonly StraitTransitsRow[];
  const transits = (lane: string, day: string, known = day) =>
    laneTransits(
      rows.find((row) => row.lane === lane) as StraitTransitsRow,
      dayNumber(day),
      dayNumber(known),
    );

  // Daily counts of IMF PortWatch, summed by hand over the four weeks to the Sunday.
  test('tell December 2023 and March 2026 by their ratio within weeks, and the year after that the strait is no fuller', () => {
    expect(transits('bab_el_mandeb', '2024-01-22')).toMatchObject({
      to: '2024-01-21',
      ships_a_day: 44.6,
      ratio: 0.61,
      status: 'current',
    });
    expect(transits('hormuz_strait', '2026-03-31')).toMatchObject({
      to: '2026-03-29',
      ships_a_day: 3.7,
      ratio: 0.04,
    });
    const later = transits('bab_el_mandeb', '2025-06-30');
    expect(later?.ratio).toBeGreaterThan(0.95);
    expect(later?.same_weeks['2023']).toBeGreaterThan(2 * (later?.same_weeks['2025'] ?? 0));
  });

  test('are stale where nobody has read for a month, and unknown on a day that knew none', () => {
    expect(transits('suez', '2026-11-29')).toMatchObject({ to: '2026-07-19', status: 'stale' });
    expect(transits('suez', '2026-11-29', '2024-01-22')).toMatchObject({ to: '2024-01-21', status: 'stale' });
    expect(transits('suez', '2019-01-20')).toBeNull();
  });

  test('have no ratio in their first year, nor after a year without ships', () => {
    expect(transits('suez', '2019-06-30')).toMatchObject({
      ratio: null,
      same_weeks: { '2019': expect.any(Number) },
    });
    const [row] = rows as [StraitTransitsRow];
    const empty = { ...row, ships: [...Array(56).fill(0), ...Array(52).fill(70)] };
    expect(laneTransits(empty, dayNumber('2021-02-01'), dayNumber('2021-02-01'))).toMatchObject({
      ships_a_day: expect.any(Number),
      ratio: null,
    });
  });

  test('stand in the document of lanes from the day on which some are known', () => {
    const { transits: of2026 } = laneDocumentOf(
      { strait_transits: rows, elements: [anElement('Dy')] },
      { stages: {} },
    );
    expect(Object.keys(of2026).sort()).toEqual([
      'bab_el_mandeb',
      'cape_of_good_hope',
      'hormuz_strait',
      'suez',
    ]);
    const unread = rows.map((row) => ({ ...row, ships: row.ships.slice(0, 3) }));
    expect(
      laneDocumentOf({ strait_transits: unread, elements: [anElement('Dy')] }, { stages: {} }).transits,
    ).toEqual({});
  });
});
