import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourcesTable } from '#functions/sources/collection-page.ts';

it('docs/collection.md has the table of the contracts', () => {
  expect(readFileSync(new URL('../../../docs/collection.md', import.meta.url), 'utf8')).toContain(`\n\n${sourcesTable()}\n\n`);
});
