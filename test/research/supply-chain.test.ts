import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lockFaults, missingInBill } from '#test/research/supply-chain.ts';

const held = { version: '1.0.0', integrity: 'sha512-AAAA' };

it('refuses what comes from elsewhere, what no hash holds, and what ships though its authors gave it up', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/fine': held,
      'node_modules/named': { ...held, resolved: 'https://registry.npmjs.org/named/-/named-1.0.0.tgz' },
      'node_modules/forked': { ...held, resolved: 'git+ssh://git@github.com/somebody/forked.git#abc' },
      'node_modules/loose': { version: '1.0.0' },
      'node_modules/weak': { version: '1.0.0', integrity: 'sha1-AAAA' },
      'node_modules/fine/node_modules/bundled': { version: '1.0.0', inBundle: true },
      'node_modules/left': { ...held, deprecated: 'use right instead' },
      'node_modules/left-tool': { ...held, deprecated: 'use right instead', dev: true },
    },
  };
  expect(lockFaults(lock)).toEqual([
    'node_modules/forked does not come from https://registry.npmjs.org/: git+ssh://git@github.com/somebody/forked.git#abc',
    'node_modules/loose has no sha512 that holds its content',
    'node_modules/weak has no sha512 that holds its content',
    'node_modules/left ships, and its authors gave it up: use right instead',
  ]);
});

it('names what a bill of materials leaves out, also of a scope and of a package inside another', () => {
  const lock = {
    packages: { '': {}, 'node_modules/a': held, 'node_modules/@s/b': held, 'node_modules/a/node_modules/a': { ...held, version: '2.0.0' } },
  };
  const bill = {
    bomFormat: 'CycloneDX',
    components: [
      { name: 'a', version: '1.0.0' },
      { group: '@s', name: 'b', version: '1.0.0' },
    ],
  };
  expect(missingInBill(lock, bill)).toEqual(['a@2.0.0']);
  expect(() => missingInBill(lock, { bomFormat: 'SPDX', components: [] })).toThrow();
});

it('finds nothing wrong with the lock file of this project', () => {
  expect(lockFaults(JSON.parse(readFileSync('package-lock.json', 'utf8')))).toEqual([]);
});
