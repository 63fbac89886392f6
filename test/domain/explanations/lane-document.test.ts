import { describe, expect, test } from 'vitest';
import { laneDocument } from '#domain/explanations/lane-document.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { indexFacts } from '#domain/method/facts.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { anElement, aRoute, aShare, referenceDataWith } from '#test/builders/reference-data.ts';

function laneDocumentOf(tables: Partial<ReferenceData>, changed: Partial<ElementInputs> = {}) {
  const { data, parameters, on } = indexFacts(referenceDataWith(tables), METHODOLOGY.document);
  return laneDocument(data, [{ ...on('2026-10-01').element('Dy', { buyer: 'JPN' }).inputs, ...changed }], parameters);
}

describe('who depends on a sea lane', () => {
  const elements = [anElement('Dy', { eol_rir: 0 })];
  const shares = [aShare('Dy', 'separation', 'CHN', 0.976), aShare('Dy', 'separation', 'MYS', 0.024)];

  test('is the share of each origin times its sea part times the part that passes; lanes are not added', () => {
    const china = aRoute('JPN', 'CHN', 'separation', 0.8, { east_china_sea: 0.5, taiwan_strait: 0.25, suez: 0 });
    const { routes, dependence } = laneDocumentOf({ elements, shares, routes: [china] });
    expect(routes).toEqual([{ buyer: 'JPN', origin: 'CHN', stage: 'separation', lanes: { east_china_sea: 0.4, taiwan_strait: 0.2 } }]);
    // 0.976 x 0.8 x 0.5 and 0.976 x 0.8 x 0.25; nobody says by which way Malaysia sends
    expect(dependence).toEqual([
      { buyer: 'JPN', element: 'Dy', stage: 'separation', lanes: { east_china_sea: 0.3904, taiwan_strait: 0.1952 }, unknown: 0.024 },
    ]);
  });

  test('is nobody whose shares are unknown, and rows of some elements only are left out, as in scores', () => {
    expect(laneDocumentOf({ elements, shares: [] }).dependence).toEqual([]);
    expect(laneDocumentOf({ elements, shares }, { stages: {} }).dependence).toEqual([]); // of a day before the shares were known
    const refined = aRoute('JPN', 'CHN', 'separation', 1, {}, { elements: ['Pd'] });
    expect(laneDocumentOf({ elements, shares, routes: [refined] })).toMatchObject({ routes: [], dependence: [{ lanes: {}, unknown: 1 }] });
  });
});
