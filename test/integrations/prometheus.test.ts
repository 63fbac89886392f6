import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const FOLDER = new URL('../../docs/integrations/prometheus/', import.meta.url).pathname;

test('the rules and the page speak of metrics that there are', () => {
  const source = readFileSync('functions/api/service/get-metrics.ts', 'utf8');
  const known = new Set([...source.matchAll(/gauge\(\s*'(\w+)'/g)].map(([, name]) => `chokepoint_${name}`));
  for (const file of ['chokepoint-rules.yml', 'README.md']) {
    const named = [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/chokepoint_\w+/g)].map(([name]) => name);
    for (const name of named) expect([file, name, known.has(name)]).toEqual([file, name, true]);
  }
});

const prometheus = spawnSync('prometheus', ['--version']).status === 0;
if (!prometheus) console.log('SKIPPED: prometheus is not installed (Debian: prometheus); it does not scrape the service');

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

describe.runIf(prometheus)('Prometheus', () => {
  let api: ApiUnderTest;
  let process_: ChildProcess;
  let port: number;
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-prometheus-'));

  beforeAll(async () => {
    api = await startApiUnderTest();
    await publishWorld(api.store);
    port = await freePort();
    cpSync(FOLDER, folder, { recursive: true });
    const settings = readFileSync(join(folder, 'prometheus.yml'), 'utf8');
    const faster = settings
      .replace('127.0.0.1:8080', new URL(api.url).host)
      .replace('scrape_interval: 5m', 'scrape_interval: 1s\n  scrape_timeout: 1s');
    writeFileSync(join(folder, 'prometheus.yml'), faster);
    const options = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    process_ = spawn('prometheus', options, { stdio: 'ignore' });
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => process_.once('exit', resolve));
    process_.kill();
    await ended;
    rmSync(folder, { recursive: true });
    await api.close();
  });

  /** Asks until there is an answer, for at most twenty seconds. */
  async function ask(query: string): Promise<{ metric: Record<string, string>; value: [number, string] }[]> {
    for (let attempt = 0; attempt < 80; attempt += 1) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`).catch(() => null);
      const result = answer?.ok === true ? ((await answer.json()) as { data: { result: never[] } }).data.result : [];
      if (result.length > 0) return result;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return [];
  }

  test('takes the configuration and the rules', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'config', `${folder}/prometheus.yml`], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('4 rules found');
  });

  test('scrapes every score, and keeps the unknown ones out', async () => {
    const scores = await ask('chokepoint_score_percent{subject_type="element"}');
    expect(scores).toHaveLength(9);
    expect(scores.find(({ metric }) => metric.subject === 'Dy')?.value[1]).toBe('71.76');
    expect((await ask('chokepoint_score_known == 0')).map(({ metric }) => metric.subject)).toEqual(['Pm']);
    expect((await ask('up'))[0]?.value[1]).toBe('1');
  });
});
