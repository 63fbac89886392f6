import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { withCell, writeRawTables } from '#test/builders/raw-tables.ts';

const to = mkdtempSync(join(tmpdir(), 'reference-'));
afterEach(() => {
  for (const name of readdirSync(to)) rmSync(join(to, name), { recursive: true });
});

function run(...options: readonly string[]) {
  return spawnSync(
    process.execPath,
    ['functions/commands/reference-build.command.ts', '--to', to, ...options],
    { encoding: 'utf8' },
  );
}

function filesUnder(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('npm run reference:build', () => {
  it('writes nothing and ends with 1 when a row is bad, and names the row', () => {
    const raw = writeRawTables(withCell('supply/scoring_shares.csv', 1, 'share', 'x'));
    const { status, stderr } = run('--from', raw);
    expect(status).toBe(1);
    expect(stderr).toContain('supply/scoring_shares.csv:2: share: "x", expected a number from 0 to 1');
    expect(readdirSync(to)).toEqual([]);
    rmSync(raw, { recursive: true });
  });

  it('says in a sentence that the raw tables are not there', () => {
    const { status, stderr } = run('--from', join(to, 'nowhere'));
    expect(status).toBe(1);
    expect(stderr).toContain('no such file or directory');
    expect(stderr).not.toContain('    at ');
  });

  it('writes the tables of this repository, twice the same bytes', () => {
    const once = [run().status, filesUnder(to)];
    expect([run().status, filesUnder(to)]).toEqual(once);
    expect(once[0]).toBe(0);
  });
});
