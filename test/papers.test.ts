/** Papers for who cites, archives or files an issue: what registries read of them. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';

const read = (file: string): string => readFileSync(file, 'utf8');
const { version, license } = JSON.parse(read('package.json'));

test('the version and licence are the same wherever they stand', () => {
  const zenodo = JSON.parse(read('.zenodo.json'));
  const stated = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(read('CITATION.cff'))?.[1];
  expect([stated('version'), zenodo.version]).toEqual([version, version]);
  expect([stated('license'), zenodo.license]).toEqual([license, license]);
  expect(stated('cff-version')).toBe('1.2.0');
  expect(read('CHANGELOG.md')).toContain(`\n## ${version} (`);
});

test('an archive has what Zenodo asks for', () => {
  const asked = z.strictObject({
    title: z.string(),
    description: z.string(),
    upload_type: z.literal('software'),
    license: z.string(),
    access_right: z.literal('open'),
    version: z.string(),
    creators: z.array(z.strictObject({ name: z.string() })).min(1),
    keywords: z.array(z.string()),
  });
  expect(asked.safeParse(JSON.parse(read('.zenodo.json'))).error).toBeUndefined();
});

test('every form of an issue has a name, a description and fields of kinds that GitHub knows', () => {
  const forms = globSync('.github/ISSUE_TEMPLATE/*.yml').filter((file) => !file.endsWith('config.yml'));
  expect(forms.length).toBe(4);
  for (const form of forms) {
    const text = read(form);
    expect(text).toMatch(/^name: .+\ndescription: .+\nlabels: \[\w+\]\nbody:\n/);
    const ids = [...text.matchAll(/^ {4}id: (\w+)$/gm)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...text.matchAll(/^ {2}- type: (input|textarea)$/gm)].length).toBe(ids.length);
  }
});
