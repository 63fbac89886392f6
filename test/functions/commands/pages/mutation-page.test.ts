import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countMutants, mutationPage } from '#functions/commands/pages/mutation-page.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const mutants = (...statuses: readonly ('Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored')[]) => ({
  mutants: statuses.map((status) => ({ status })),
});

describe('docs/mutation.md', () => {
  it('is what `npm run docs:mutation` makes of the measured counts', () => {
    const measured = JSON.parse(readFileSync(`${root}shared/measured/mutation.json`, 'utf8'));
    const made = mutationPage(measured, Object.keys(measured));
    const shipped = readFileSync(`${root}docs/mutation.md`, 'utf8');
    const table = (page: string): string => page.slice(page.indexOf('## By file'), page.indexOf('## Not measured'));
    expect(table(shipped)).toBe(table(made));
    expect(globSync('shared/domain/**/*.ts', { cwd: root })).toEqual(expect.arrayContaining(Object.keys(measured)));
  });

  it('counts what ran too long as killed, and takes the later of two reports of a file', () => {
    const first = {
      files: { 'shared/domain/b.ts': mutants('Survived'), 'shared/domain/a.ts': mutants('Killed', 'Timeout', 'NoCoverage', 'Ignored') },
    };
    const second = { files: { 'shared/domain/b.ts': mutants('Killed') } };
    expect(countMutants([first, second])).toEqual({
      'shared/domain/a.ts': { killed: 2, survived: 0, no_coverage: 1, ignored: 1 },
      'shared/domain/b.ts': { killed: 1, survived: 0, no_coverage: 0, ignored: 0 },
    });
  });

  it('names the files that are not measured, and those where nothing counts', () => {
    const page = mutationPage(
      {
        'shared/domain/a.ts': { killed: 3, survived: 1, no_coverage: 0, ignored: 0 },
        'shared/domain/t.ts': { killed: 0, survived: 0, no_coverage: 0, ignored: 2 },
      },
      ['shared/domain/a.ts', 'shared/domain/b.ts', 'shared/domain/t.ts'],
    );
    expect(page).toContain('**75.0 % of the mutants of the measured files are killed** (3 of 4).');
    expect(page).toContain('| `t.ts` | none count | 0 | 0 | 0 | 2 |');
    expect(page).toContain('## Not measured\n\n`b.ts`\n');
  });
});
