import { describe, expect, it } from 'vitest';
import { driverEvidence } from '#domain/facts/element-evidence.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';

function methodologyNamed(version: string) {
  const pinned = bundledMethodologies.get(version);
  if (pinned === undefined) throw new Error(`methodology ${version} ships`);
  return methodologyOf(pinned.document);
}
const index = indexReferenceData(bundledReferenceData, methodologyNamed('1.0.0'));
const assemble = (element: string, buyer: string, as_of: string, known_at = as_of) =>
  elementInputs(index, { element, buyer, as_of, known_at, signals: {} });

const { sources: _, ...tables } = bundledReferenceData;
const allRows = new Set(Object.values(tables).flatMap((rows) => (rows as readonly { readonly row: string }[]).map(({ row }) => row)));

describe('the evidence of a driver', () => {
  const dysprosium = assemble('Dy', 'JPN', '2026-10-01').evidence;

  it('is for a control the measures that stand, then the share they hit, then what the stocks are', () => {
    const rows = driverEvidence('active_control:CHN', 'separation', dysprosium);
    expect(rows).toEqual(
      expect.arrayContaining(['policy:CN-2025-18', 'policy:CN-2026-01', 'share:Dy:separation:CHN', 'cover:JPN:ALL:pipeline']),
    );
    expect(rows).not.toContain('policy:CN-2010-QUOTA');
    expect(rows[0]).toMatch(/^policy:/);
  });

  it('names no measure that was not known on the day', () => {
    const rows = driverEvidence('active_control:CHN', 'separation', assemble('Dy', 'JPN', '2026-10-01', '2025-12-31').evidence);
    expect(rows).toContain('policy:CN-2025-18');
    expect(rows.filter((row) => row.startsWith('policy:CN-2026'))).toEqual([]);
  });

  it('names no measure against another buyer', () => {
    expect(driverEvidence('active_control:CHN', 'separation', assemble('Dy', 'EUU', '2026-10-01').evidence)).not.toContain(
      'policy:CN-2026-01',
    );
  });

  it('is for a new control the announcements counted, the governance of the origin and the newest signals', () => {
    const rows = driverEvidence('new_control:CHN', 'separation', dysprosium);
    const newestReport = bundledReferenceData.taiwan_strait.filter(({ report_date }) => report_date <= '2026-10-01').at(-1)?.row;
    expect(rows).toEqual(expect.arrayContaining(['policy:CN-2026-01', 'governance:CHN', newestReport, 'senkaku:2026-10-01']));
    expect(rows).not.toContain('policy:CN-2026-11');
    expect(driverEvidence('new_control:MYS', 'separation', dysprosium).filter((row) => row.startsWith('senkaku'))).toEqual([]);
  });

  it('has an easing only at the stage that it eases', () => {
    expect(driverEvidence('active_control:CHN', 'magnet', dysprosium)).toContain('policy:CN-2025-GENLIC');
    expect(driverEvidence('active_control:CHN', 'separation', dysprosium)).not.toContain('policy:CN-2025-GENLIC');
  });

  it('is for transit the routes of the stage', () => {
    expect(driverEvidence('transit', 'separation', dysprosium)).toEqual(
      expect.arrayContaining(['route:JPN:CHN:separation', 'share:Dy:separation:MYS']),
    );
  });

  it('uses the magnet rows of cover at the magnet stage', () => {
    expect(driverEvidence('facility', 'magnet', dysprosium)).toContain('cover:JPN:NdFeB:commercial_stock');
    expect(driverEvidence('facility', 'separation', dysprosium)).not.toContain('cover:JPN:NdFeB:commercial_stock');
  });

  it('cites the row that stands for another one, where the methodology reads that', () => {
    const amended = indexReferenceData(bundledReferenceData, methodologyNamed('1.1.0'));
    const { evidence } = elementInputs(amended, { element: 'Dy', buyer: 'USA', as_of: '2026-10-01', signals: {} });
    const rows = driverEvidence('active_control:CHN', 'separation', evidence);
    expect(rows).toContain('policy-supplement:CN-2024-46-1');
    expect(rows.filter((row) => row.startsWith('policy:CN-2024-46'))).toEqual([]);
  });

  it('is for ore on its way what stops it, its share at the mine and the share of the plants that it feeds', () => {
    const amended = indexReferenceData(bundledReferenceData, methodologyNamed('1.1.0'));
    const { evidence } = elementInputs(amended, { element: 'Tb', buyer: 'JPN', as_of: '2024-12-01', signals: {} });
    const rows = driverEvidence('active_control:mine-CHN:MMR', 'separation', evidence);
    expect(rows.slice(0, 3)).toEqual([expect.stringMatching(/^policy:MMR?-2024/), 'share:Tb:mine:MMR', 'share:Tb:separation:CHN']);
  });

  it('is for two origins at once that of both', () => {
    const rows = driverEvidence('active_control:CHN+MMR', 'mine', assemble('Dy', 'JPN', '2024-12-01').evidence);
    expect(rows).toEqual(expect.arrayContaining(['share:Dy:mine:CHN', 'share:Dy:mine:MMR', 'policy:CN-2023-57']));
  });
});

describe.each([...bundledMethodologies.keys()])('the evidence of a driver of methodology %s', (version) => {
  const own = methodologyNamed(version);
  const customIndex = indexReferenceData(bundledReferenceData, own);

  it('exists in the reference data, and is there for every hazard of every element and buyer, with every measure that moves it', () => {
    for (const element of elementIds(bundledReferenceData)) {
      for (const buyer of BUYERS) {
        const { inputs, evidence } = elementInputs(customIndex, { element, buyer, as_of: '2026-10-01', signals: {} });
        for (const stage of scoreElement(inputs, own).stages) {
          if (stage.score === null) continue;
          for (const hazard of stage.hazards) {
            const rows = driverEvidence(hazard.id, stage.stage, evidence);
            expect(rows.length, `${element} ${buyer} ${stage.stage} ${hazard.id}`).toBeGreaterThan(0);
            expect(rows.filter((row) => !allRows.has(row))).toEqual([]);
            if (hazard.kind !== 'active_control') continue;
            const moving = Object.keys(hazard.Lambda_measures).map((id) => expect.stringMatching(`:${id.replace('#residual', '')}$`));
            expect(rows, `${element} ${buyer} ${stage.stage} ${hazard.id}`).toEqual(expect.arrayContaining(moving));
          }
        }
      }
    }
  });
});
