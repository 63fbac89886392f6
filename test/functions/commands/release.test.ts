/**
 * What a release publishes, as strangers have it: installed into empty folders, read by DuckDB and pandas, and
 * stopped at the gate when a row has no known terms.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOfPackage } from '#functions/commands/release/data-packages.ts';
import { dataSetsOf } from '#functions/commands/release/licence-gate.ts';
import { hasPython } from '#test/builders/strangers-machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-release-'));
const release = join(folder, 'release');
const data = (...path: readonly string[]) => join(release, 'data', ...path);
const NAMES = ['benchmark', 'forecasts', 'measures', 'shortages', 'suppliers'];
let said = '';

function made(command: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', cwd: folder });
  expect([status, stderr], `${command} ${words.join(' ')}`).toEqual([0, '']);
  return stdout;
}

beforeAll(() => {
  said = made('npm', 'run', '--silent', '--prefix', process.cwd(), 'release', '--', '--to', release);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('every file stands in the checksums, as it is', () => {
  const sums = readFileSync(join(release, 'SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums.length).toBeGreaterThan(30);
  for (const line of sums) {
    const [sum, file = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(readFileSync(join(release, file)))
        .digest('hex'),
      file,
    ).toBe(sum);
  }
  expect(readdirSync(join(release, 'clients')).sort()).toEqual([
    'chokepoint-1.0.0-py3-none-any.whl',
    'chokepoint-1.0.0.tar.gz',
    'chokepoint-client-1.0.0.tgz',
  ]);
});

test('the service of npx starts from its package, with its page, and scores', async () => {
  const installed = join(folder, 'npx', 'node_modules');
  const itself = join(installed, 'chokepoint');
  mkdirSync(itself, { recursive: true });
  for (const name of readdirSync('node_modules'))
    symlinkSync(join(process.cwd(), 'node_modules', name), join(installed, name));
  made('tar', 'xzf', join(release, 'service', 'chokepoint-1.0.0.tgz'), '-C', itself, '--strip-components=1');
  const env = { ...process.env, COLLECT: 'off', HISTORY: 'off', DATA_DIR: join(folder, 'npx', 'data') };
  const service = spawn(process.execPath, [join(itself, 'chokepoint.mjs'), '--port', '0'], { env });
  const ended = once(service, 'exit');
  try {
    let printed = '';
    const url = await new Promise<string>((resolve, reject) => {
      for (const stream of [service.stdout, service.stderr])
        stream.on('data', (bytes: Buffer) => {
          printed += bytes.toString();
          const [, found] = /^Serving on (http:\S+)/m.exec(printed) ?? [];
          if (found !== undefined) resolve(found);
        });
      void ended.then(() => reject(new Error(printed)));
    });
    const ready = await fetch(`${url}/v1/scores?buyer=JPN&limit=1`);
    expect(((await ready.json()) as { data: { score: number }[] }).data[0]?.score).toBeGreaterThan(10);
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<!doctype html>');
    expect(printed).not.toContain('Warning');
  } finally {
    service.kill();
    await ended;
  }
});

test('the bill of materials has what is installed to run, and no time', () => {
  const bill = JSON.parse(readFileSync(join(release, 'sbom.cdx.json'), 'utf8'));
  const names = bill.components.map((one: { name: string }) => one.name);
  expect(names).toEqual(expect.arrayContaining(['zod', 'fastify']));
  expect(names).not.toContain('vitest');
  expect(JSON.stringify(bill)).not.toContain('timestamp');
});

test.runIf(hasPython)('the source of the Python client installs without an index', () => {
  const site = join(folder, 'site');
  const source = join(release, 'clients', 'chokepoint-1.0.0.tar.gz');
  made(
    'python3',
    '-m',
    'pip',
    'install',
    '--quiet',
    '--root-user-action=ignore',
    '--no-index',
    '--target',
    site,
    source,
  );
  const asked = `import sys; sys.path.insert(0, ${JSON.stringify(site)}); import chokepoint, importlib.metadata as m; print(chokepoint.Client, m.version("chokepoint"))`;
  expect(made('python3', '-B', '-c', asked)).toMatch(/chokepoint.Client.* 1\.0\.0/);
});

test.each(NAMES)('%s holds to its own table schemas', (name) => {
  expect(faultsOfPackage(data(name))).toEqual([]);
});

test('a cell that its schema does not allow is found, and so are other bytes', () => {
  const broken = join(folder, 'broken');
  cpSync(data('shortages'), broken, { recursive: true });
  const file = join(broken, 'shortages.csv');
  writeFileSync(file, readFileSync(file, 'utf8').replace(',no_shortage,', ',calm,'));
  expect(faultsOfPackage(broken)).toEqual([
    'shortages.csv: not the bytes that are named',
    expect.stringMatching(/^shortages[.]csv: row \d+, kind: "calm" is none of production_stopped, /),
  ]);
});

test('what may not be passed on is left out, counted, and has a recipe', () => {
  const { withheld } = JSON.parse(readFileSync(data('suppliers', 'datapackage.json'), 'utf8'));
  const icmm = withheld.find(
    ({ resource, title }: { resource: string; title: string }) =>
      resource === 'supplier-sites' && /ICMM/.test(title),
  );
  expect(icmm.recipe.endpoint).toMatch(/./);
  expect(readFileSync(data('suppliers', 'supplier-sites.csv'), 'utf8')).not.toContain('ICMM');
  const sites = JSON.parse(readFileSync('shared/reference/supplier-sites.json', 'utf8')) as {
    source: string;
  }[];
  expect(icmm.rows).toBe(sites.filter(({ source }) => source.includes('ICMM Global')).length);
  expect(said).toMatch(/^chokepoint-suppliers: 4 tables, \d+ rows left out for want of terms$/m);
});

test('a row of a collection whose terms nobody has entered stops the build', () => {
  const row = { source: 'somebody', source_url: 'https://github.com/somebody/plants' };
  expect(() => dataSetsOf(row)).toThrow(/no known terms.*terms[.]json/);
  expect(dataSetsOf({ source: 'Reuters 9 Jul 2025', source_url: 'https://www.reuters.com/x' })).toEqual([]);
});

test('what is shipped says what shared/reference says', () => {
  const { resources } = JSON.parse(readFileSync(data('measures', 'datapackage.json'), 'utf8'));
  for (const { path, schema } of resources as {
    path: string;
    schema: { fields: { name: string; type: string }[] };
  }[]) {
    const facts = JSON.parse(readFileSync(`shared/reference/${path.replace('.csv', '.json')}`, 'utf8')) as {
      row: string;
    }[];
    const rows: Record<string, string>[] = parse(readFileSync(data('measures', path)), { columns: true });
    expect(rows.length).toBeGreaterThan(0.9 * 20);
    for (const row of rows) {
      const read = Object.fromEntries(
        schema.fields.flatMap(({ name, type }) => {
          const cell = row[name] ?? '';
          return [
            [name, cell === '' ? null : type === 'string' || type === 'date' ? cell : JSON.parse(cell)],
          ];
        }),
      );
      const fact = facts.find((one) => one.row === row.row) as unknown as Record<string, unknown>;
      for (const [name, value] of Object.entries(read))
        expect(fact[name] ?? null, `${row.row} ${name}`).toEqual(value);
    }
  }
});

test('DuckDB reads the forecasts and the outcomes, and joins them by element', async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const answer = await connection.runAndReadAll(
    `select count(*)::int as pairs, min(f.score) >= 0 and max(f.score) <= 100 as percent
     from read_csv('${data('forecasts', 'forecasts/2027-4.0.0.csv')}') f
     join read_csv('${data('benchmark', 'baselines/indices.csv')}') i using (element, buyer)`,
  );
  expect(answer.getRowObjectsJson()).toEqual([{ pairs: expect.any(Number), percent: true }]);
  const lists = await connection.runAndReadAll(
    `select count(*)::int as n from read_csv('${data('measures', 'policy.csv')}') where list_contains(elements::json::varchar[], 'Dy')`,
  );
  const policy = JSON.parse(readFileSync('shared/reference/policy.json', 'utf8')) as { elements: string[] }[];
  expect(lists.getRowObjectsJson()).toEqual([
    { n: policy.filter(({ elements }) => elements.includes('Dy')).length },
  ]);
});

test('the scorer of the benchmark runs in its package', () => {
  const forecasts = data('forecasts', 'forecasts/reported-4.0.0.csv');
  const asked = ['--column', 'score', '--panel', 'stop'];
  expect(made(process.execPath, data('benchmark', 'score.mjs'), forecasts, ...asked)).toMatch(/0\.0426 /);
});

const pandas = ['python3', '/usr/bin/python3'].find(
  (python) => spawnSync(python, ['-c', 'import pandas']).status === 0,
);
if (pandas === undefined) console.log('SKIPPED: pandas is not installed; no data package is read with it');
test.runIf(pandas !== undefined)('pandas reads every table with as many rows as its file has', () => {
  const program = `import json, pandas, pathlib
for about in sorted(pathlib.Path(${JSON.stringify(data())}).glob("*/datapackage.json")):
    for one in json.loads(about.read_text())["resources"]:
        frame = pandas.read_csv(about.parent / one["path"])
        print(one["name"], len(frame), list(frame.columns) == [field["name"] for field in one["schema"]["fields"]])`;
  const lines = made(pandas ?? '', '-c', program)
    .trim()
    .split('\n');
  expect(lines.length).toBe(25);
  for (const line of lines) expect(line).toMatch(/ [1-9]\d* True$/);
});
