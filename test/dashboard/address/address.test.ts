// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { addressOf, dayIn, shownAt } from '#dashboard/address/address.ts';

describe('an address', () => {
  test.each([
    ['/', { room: 'today' }],
    ['/explore/', { room: 'explore', tab: 'list' }],
    ['/explore/heat-map', { room: 'explore', tab: 'heat-map' }],
    ['/evidence', { room: 'evidence', tab: 'signals' }],
    ['/suppliers/Shin%20Etsu', { room: 'subject', folder: 'suppliers', id: 'Shin Etsu' }],
    ['/docs/methodology', { room: 'document', name: 'methodology' }],
  ])('%s stands for what it names', (path, shown) => expect(shownAt(path)).toEqual(shown));

  test.each([
    '/ranking',
    '/explore/list',
    '/explore/map/x',
    '/elements/',
    '/elements/%',
    '/evidence/nothing',
  ])('%s is nowhere', (path) => expect(shownAt(path)).toEqual({ room: 'nowhere' }));

  test('holds no parameter without a value', () => {
    expect(addressOf('/explore', { q: 'Dy & Tb', group: '', as_of: null })).toBe('/explore?q=Dy+%26+Tb');
  });

  test('has a day only if the calendar has it', () => {
    const day = (text: string) => dayIn(new URLSearchParams({ as_of: text }), 'as_of');
    expect(['2026-11-29', '2026-02-30', '29.11.2026', ''].map(day)).toEqual(['2026-11-29', null, null, null]);
  });
});
