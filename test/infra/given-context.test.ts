import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CONTEXT_PROPERTIES, givenContext } from '../../infra/given-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(content: string): string {
  const file = join(folder, 'staging.json');
  writeFileSync(file, content);
  return file;
}

const given = (commandLine: Record<string, unknown>) => givenContext((name) => commandLine[name]);

describe('what a deployment is told', () => {
  it('comes from a file, and from the command line where both say something', () => {
    const settings = fileWith('{"stage": "staging", "like": "prod", "requestsPerSecond": 50}');
    const told = given({ settings, requestsPerSecond: '70' });
    expect([told('stage'), told('like'), told('requestsPerSecond'), told('region')]).toEqual(['staging', 'prod', '70', undefined]);
  });

  it('is refused when the file is not there, is no JSON, or has a name that means nothing, with the names that do', () => {
    const refused = (content: string) => () => given({ settings: fileWith(content) });
    expect(() => given({ settings: join(folder, 'nowhere.json') })).toThrow(/nowhere[.]json" cannot be read .*ENOENT.*write a JSON object/);
    expect(refused('stage: staging')).toThrow('cannot be read');
    expect(refused('{"stge": "staging"}')).toThrow(/not understood: stge; .*some of: stage, like/);
    expect(refused('{"stage": ["staging"]}')).toThrow('not understood: stage');
    expect(refused('[]')).toThrow('not understood');
  });

  it('is said in a sentence for each name', () => {
    for (const [name, what] of Object.entries(CONTEXT_PROPERTIES)) expect(what.length, name).toBeGreaterThan(15);
  });
});
