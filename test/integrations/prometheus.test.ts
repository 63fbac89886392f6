import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = new URL('../../docs/integrations/prometheus/', import.meta.url).pathname;

test('the rules and the page speak of metrics that there are', () => {
  const source = readFileSync('functions/api/service/get-metrics.ts', 'utf8');
  const known = new Set([...source.matchAll(/gauge\(\s*'(\w+)'/g)].map(([, name]) => `chokepoint_${name}`));
  for (const file of ['chokepoint-rules.yml', 'README.md']) {
    const named = [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/chokepoint_\w+/g)].map(([name]) => name);
    for (const name of named) expect([file, name, known.has(name)]).toEqual([file, name, true]);
  }
});

const promtool = spawnSync('promtool', ['--version']).status === 0;
if (!promtool) console.log('SKIPPED: promtool is not installed (Debian: prometheus); it does not check the configuration');

test.runIf(promtool)('promtool takes the configuration and the rules', () => {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'config', `${FOLDER}/prometheus.yml`], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('4 rules found');
});
