import { expect, test } from 'vitest';
import { addressOf, buyerIn, dayIn, PLAIN_VIEWS, shownAt, subjectAddress } from '#dashboard/address/page-address.ts';

test('every view has its path, and a path that is none is told', () => {
  for (const [path, view] of Object.entries(PLAIN_VIEWS)) expect(shownAt(path)).toEqual({ view });
  expect(shownAt('/changes/')).toEqual({ view: 'changes' });
  expect(shownAt('/elements/Dy')).toEqual({ view: 'subject', folder: 'elements', id: 'Dy' });
  expect(shownAt('/suppliers/a%20b')).toEqual({ view: 'subject', folder: 'suppliers', id: 'a b' });
  expect(shownAt('/docs/decisions/0014-the-page-and-the-report')).toEqual({
    view: 'document',
    name: 'decisions/0014-the-page-and-the-report',
  });
  for (const path of [
    '/docs',
    '/docs/a/b',
    '/docs/a.md',
    '/elements',
    '/elements/',
    '/elements/Dy/x',
    '/nothing',
    '/suppliers/%E0',
    '/toString',
  ])
    expect([path, shownAt(path).view]).toEqual([path, 'nowhere']);
});

test('an address comes back as it was made', () => {
  expect(subjectAddress('supplier', 'a/b', 'JPN')).toBe('/suppliers/a%2Fb?buyer=JPN');
  expect(shownAt('/suppliers/a%2Fb')).toEqual({ view: 'subject', folder: 'suppliers', id: 'a/b' });
  expect(addressOf('/', { buyer: 'USA', as_of: null, q: '' })).toBe('/?buyer=USA');
});

test('what an address says wrongly is told or left out', () => {
  expect(buyerIn(new URLSearchParams('buyer=XXX'))).toEqual({ buyer: 'JPN', wrong: 'XXX' });
  expect(buyerIn(new URLSearchParams('buyer=KOR'))).toEqual({ buyer: 'KOR', wrong: null });
  expect(['2026-02-28', '2026-02-30', '26-1-1', ''].map((day) => dayIn(new URLSearchParams({ as_of: day }), 'as_of'))).toEqual([
    '2026-02-28',
    null,
    null,
    null,
  ]);
});
