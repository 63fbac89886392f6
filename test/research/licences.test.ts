import { expect, it } from 'vitest';
import { refusedLicences } from '#test/research/licences.ts';

const lockOf = (packages: Readonly<Record<string, { readonly license?: string; readonly dev?: true }>>) => ({
  lockfileVersion: 3,
  packages: { '': { license: 'Apache-2.0' }, ...packages },
});

it('refuses a package that asks to publish what is built on it, or states no licence', () => {
  const lock = lockOf({
    'node_modules/fine': { license: 'MIT' },
    'node_modules/strict': { license: 'AGPL-3.0-only' },
    'node_modules/silent': {},
    'node_modules/own-words': { license: 'SEE LICENSE IN LICENSE.txt' },
  });
  expect(refusedLicences(lock)).toEqual([
    { path: 'node_modules/strict', licence: 'AGPL-3.0-only' },
    { path: 'node_modules/silent', licence: null },
    { path: 'node_modules/own-words', licence: 'SEE LICENSE IN LICENSE.txt' },
  ]);
});

it('allows weak copyleft in development tools only', () => {
  const lock = lockOf({ 'node_modules/tool': { license: 'MPL-2.0', dev: true }, 'node_modules/shipped': { license: 'MPL-2.0' } });
  expect(refusedLicences(lock).map(({ path }) => path)).toEqual(['node_modules/shipped']);
});

it('takes one allowed licence of a choice, and asks for all of a combination', () => {
  const lock = lockOf({
    'node_modules/choice': { license: '(MIT OR GPL-3.0-or-later)' },
    'node_modules/both': { license: 'MIT AND Apache-2.0' },
    'node_modules/one-is-strict': { license: 'MIT AND GPL-3.0-or-later' },
    'node_modules/mixed': { license: '(MIT OR Apache-2.0) AND GPL-3.0-or-later' },
  });
  expect(refusedLicences(lock).map(({ path }) => path)).toEqual(['node_modules/one-is-strict', 'node_modules/mixed']);
});

it('throws on a lock file of another form', () => {
  expect(() => refusedLicences({ dependencies: {} })).toThrow();
});
