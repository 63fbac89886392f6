import { beforeEach, describe, expect, it } from 'vitest';
import { customMeasureSchema, type StoredMeasure } from '#contracts/api/custom-measures.ts';
import { type CustomMeasures, customMeasuresIn } from '#functions/store/custom-measures.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const stored = (id: string, over: Partial<StoredMeasure> = {}): StoredMeasure => ({
  id,
  status: 'accepted',
  reasons: [],
  releasable: true,
  sent_at: '2026-11-27T09:00:00.000Z',
  changed_at: '2026-11-27T09:00:00.000Z',
  release_note: null,
  measure: customMeasureSchema.parse({
    title: '稀土 licence',
    control_class: 'licence',
    origins: ['CHN'],
    targets: ['ALL'],
    elements: ['Dy'],
    stages: ['metal'],
    known_from: '2026-09-01',
  }),
  ...over,
});

describe('measures of clients', () => {
  let measures: CustomMeasures;
  beforeEach(() => {
    measures = customMeasuresIn(tableInMemory());
  });

  it('are those of the client alone', async () => {
    expect(await measures.put('acme', stored('custom-1'), null)).toBe(true);
    expect(await measures.get('acme', 'custom-1')).toEqual(stored('custom-1'));
    expect(await measures.get('other', 'custom-1')).toBeNull();
    expect(await measures.list('other', null, 10, null)).toEqual([]);
  });

  it('change only where they have the status that was read', async () => {
    await measures.put('acme', stored('custom-1', { status: 'quarantined' }), null);
    expect(await measures.put('acme', stored('custom-1'), null)).toBe(false);
    expect(await measures.put('acme', stored('custom-1'), 'deleted')).toBe(false);
    expect(await measures.put('acme', stored('custom-1'), 'quarantined')).toBe(true);
    expect((await measures.get('acme', 'custom-1'))?.status).toBe('accepted');
  });

  it('are listed by status in the order of their ids, page by page, without deleted ones', async () => {
    const statuses = ['accepted', 'deleted', 'quarantined', 'accepted', 'accepted'] as const;
    for (const [index, status] of statuses.entries()) await measures.put('acme', stored(`custom-${index}`, { status }), null);
    const ids = async (...asked: [StoredMeasure['status'] | null, number, string | null]) =>
      (await measures.list('acme', ...asked)).map(({ id }) => id);
    expect(await ids(null, 10, null)).toEqual(['custom-0', 'custom-2', 'custom-3', 'custom-4']);
    expect(await ids('accepted', 2, null)).toEqual(['custom-0', 'custom-3']);
    expect(await ids('accepted', 2, 'custom-3')).toEqual(['custom-4']);
    expect(await ids('quarantined', 10, null)).toEqual(['custom-2']);
  });
});
