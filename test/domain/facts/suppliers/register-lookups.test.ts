import { expect, it } from 'vitest';
import { registerLookups } from '#domain/facts/suppliers/register-lookups.ts';
import { aSupplierLink } from '#test/builders/reference-data.ts';

it('links to several sites come in the order of the register, each once, whichever site is named first', () => {
  const links = [aSupplierLink('one', 'b'), aSupplierLink('two', 'a'), aSupplierLink('three', 'b'), aSupplierLink('four', 'elsewhere')];
  const { linksTo } = registerLookups([], links, []);
  expect(linksTo('a', 'b', 'a').map(({ from }) => from)).toEqual(['one', 'two', 'three']);
  expect(linksTo('b', 'nowhere').map(({ from }) => from)).toEqual(['one', 'three']);
  expect(linksTo('nowhere')).toEqual([]);
});
