import { describe, expect, test } from 'vitest';
import { measureRow } from '#domain/signals/measures.ts';

const PROVENANCE = {
  row: 'policy:x',
  source: 'MOFCOM',
  source_url: 'https://example.org',
  date: '2026-11-01',
  quality: 'high',
} as never;
const VALUES = {
  title: 'Announcement No. 31 of 2026',
  actor: 'China MOFCOM',
  instrument_no: '2026 No. 31',
  control_class: 'licence',
  applies: [
    { elements: ['Dy', 'Tb'], stages: ['separation'], coverage: 1 },
    { elements: ['Tb'], stages: ['metal', 'separation'], coverage: 0.5 },
  ],
  origins: ['CHN'],
  targets: ['ALL'],
  relief: null,
  effective_from: '2026-11-01',
  effective_to: null,
  suspended_from: null,
  suspended_to: null,
  scope: null,
  note: 'read twice',
};
const stated = (changed: object, id?: string) =>
  ({ ...(id === undefined ? {} : { id }), date: '2026-11-01', values: { ...VALUES, ...changed } }) as never;

describe('a measure that came in', () => {
  test('is a row of the register, of the kind of its class, with each good and stage once', () => {
    expect(measureRow(stated({}, 'CN-2026-31'), PROVENANCE)).toMatchObject({
      id: 'CN-2026-31',
      measure_type: 'licence',
      direction: 'restricts',
      elements: ['Dy', 'Tb'],
      stages: ['separation', 'metal'],
      announced: '2026-11-01',
      linked: [],
      mapping: { control_class: 'licence', origins: ['CHN'], targets: ['ALL'] },
    });
  });

  test('has its day for a name where it has none, and no mapping where it has no effect or nobody has said', () => {
    expect(measureRow(stated({ control_class: 'none' }), PROVENANCE)).toMatchObject({
      id: '2026-11-01',
      measure_type: 'other',
      mapping: null,
    });
    expect(measureRow(stated({ control_class: null }), PROVENANCE)).toMatchObject({
      measure_type: 'other',
      mapping: null,
    });
  });

  test('relieves where it suspends others', () => {
    const relief = { kind: 'suspends', measures: ['CN-2025-57'] };
    expect(measureRow(stated({ control_class: 'none', relief }), PROVENANCE)).toMatchObject({
      measure_type: 'suspension',
      direction: 'relieves',
    });
  });

  test('keeps what it corrects and does not speak of: kind and direction of the same class, links, what it succeeds', () => {
    const before = {
      ...measureRow(stated({}, 'CN-2026-31'), PROVENANCE),
      measure_type: 'export_ban',
      direction: 'restricts' as const,
      linked: ['CN-2025-18'],
      succeeds: ['CN-2025-18'],
    } as never;
    expect(measureRow(stated({ title: 'Corrected' }, 'CN-2026-31'), PROVENANCE, before)).toMatchObject({
      title: 'Corrected',
      measure_type: 'export_ban',
      linked: ['CN-2025-18'],
      succeeds: ['CN-2025-18'],
    });
    expect(measureRow(stated({ control_class: 'ban' }, 'CN-2026-31'), PROVENANCE, before)).toMatchObject({
      measure_type: 'ban',
    });
  });
});
