// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { addressOf, dayIn, goTo, link, shownAt } from '#dashboard/address/address.ts';

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

  test('keeps buyer and company from view to view, until another is chosen', () => {
    goTo('/what-if?company=b&buyer=USA&scenario=x');
    goTo(link('/explore'));
    goTo(link('/elements/Dy'));
    expect(link('/what-if')).toBe('/what-if?buyer=USA&company=b');
    expect(link('/what-if', { company: 'c' })).toBe('/what-if?buyer=USA&company=c');
    goTo('/');
  });

  test('has a day only if the calendar has it', () => {
    const day = (text: string) => dayIn(new URLSearchParams({ as_of: text }), 'as_of');
    expect(['2026-11-29', '2026-02-30', '29.11.2026', ''].map(day)).toEqual(['2026-11-29', null, null, null]);
  });
});
