import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8'));
const valuesOf = (key: string): string[] =>
  workflows.flatMap((text) =>
    [...text.matchAll(new RegExp(`^ +(?:- )?${key}: (.+)$`, 'gm'))].map(([, value]) => value ?? ''),
  );

describe('the pipeline', () => {
  it('takes actions of others by the hash of a commit, with the version beside it', () => {
    const actions = valuesOf('uses').filter((name) => !name.startsWith('./'));
    expect(actions.length).toBeGreaterThan(5);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+[.]\d+[.]\d+$/);
  });

  it('calls what is there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const commands = valuesOf('run').join('\n');
    for (const [, script] of commands.matchAll(/npm run ([\w:-]+)/g))
      expect(scripts).toHaveProperty(`${script}`);
    for (const [path] of commands.matchAll(/[\w./-]+[.]ts\b|[.]ci\/\w+/g))
      expect(existsSync(path), path).toBe(true);
    for (const [, name] of commands.matchAll(/npx (\w+)/g))
      expect(existsSync(`node_modules/.bin/${name}`), name).toBe(true);
    for (const called of valuesOf('uses').filter((name) => name.startsWith('./')))
      expect(existsSync(called), called).toBe(true);
  });
});
