import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  buildReferenceData,
  RAW_TABLES,
  referenceFiles,
} from '#functions/reference-build/build-reference-data.ts';

describe('the shipped facts', () => {
  it('are what the raw tables of this repository give, byte for byte', () => {
    const built = referenceFiles(buildReferenceData(RAW_TABLES));
    const shipped = globSync('**/*.json', { cwd: 'shared/reference', exclude: ['methodology.json'] });
    expect([...built.keys()].sort()).toEqual(shipped.sort());
    for (const [name, text] of built)
      expect(readFileSync(`shared/reference/${name}`, 'utf8') === text, name).toBe(true);
  });
});

describe('the page on the raw tables', () => {
  const page = readFileSync(`${RAW_TABLES}/README.md`, 'utf8');
  const columnsOf = (file: string): readonly string[] =>
    readFileSync(`${RAW_TABLES}/${file}`, 'utf8').split('\n', 1)[0]?.split(',') ?? [];

  it.each(globSync('*/*.csv', { cwd: RAW_TABLES }).sort())('says what every column of %s means', (file) => {
    const name = file.split('/')[1] ?? '';
    const shared = page.split('\n## supply')[0];
    const own = page.split(`### \`${name}\``)[1]?.split(/\n#/)[0];
    expect(own).toBeDefined();
    for (const column of columnsOf(file)) expect(`${shared}${own}`).toContain(`\`${column}\``);
  });
});
