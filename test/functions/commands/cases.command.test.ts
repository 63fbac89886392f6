import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const command = new URL('../../../functions/commands/cases.command.ts', import.meta.url).pathname;
const golden = JSON.parse(readFileSync(new URL('../../golden/cases.json', import.meta.url), 'utf8')) as readonly { readonly id: string }[];
const folder = mkdtempSync(join(tmpdir(), 'cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...files: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return { status, lines, stderr };
}

/** Runs a file with this content: text, or JSON of a value. */
function runFile(content: unknown) {
  const path = join(folder, 'file.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return run(path);
}

const stages = { refining: { world: { CHN: 0.9, USA: 0.1 } } };
const element = (id: string, inputs: object) => ({ id, element: 'Ga', buyer: 'JPN', as_of: '2026-11-29', inputs });

describe('npm run cases', () => {
  test('prints a line for each golden case when no file is named', () => {
    const { status, lines, stderr } = run();
    expect(stderr).toBe('');
    expect(lines.map(({ id }) => id)).toEqual(golden.map(({ id }) => id));
    expect(Object.keys(lines[0])).toEqual(
      'id score state event security without_security p90 expected_days interval stage points'.split(' '),
    );
    expect(status).toBe(0);
  });

  test('takes what is left out at its default, and a list as well as an object', () => {
    const complete = {
      ...{
        stages,
        eol: 0.05,
        si: 1,
        cover: { default: 45 },
        demand_share: 0.01,
        end_use: 'civil',
        measures: [],
        readings: [],
        pv: { CHN: 0 },
      },
      ...{ theta: 0.05, pressure: { taiwan: { multiplier: 1 } } },
    };
    const { lines } = runFile({ cases: [element('A', { stages }), element('A', complete)] });
    expect(lines[0]).toEqual(lines[1]);
    const ban = { id: 'B', class: 'ban', effective_from: '2026-01-01' };
    const whole = {
      id: 'B',
      control_class: 'ban',
      origins: ['CHN'],
      targets: ['ALL'],
      coverage: { refining: 1 },
      known_from: '2026-01-01',
    };
    const seen = { seen_to: '2026-06', below: true };
    const other = { id: '', origin: 'CHN', buyer: 'ALL', stages: ['refining'], seen_from: '2026-06', known_from: '2026-06', ...seen };
    const measured = runFile([
      element('A', { stages, measures: [ban], readings: [seen] }),
      element('A', { stages, measures: [whole], readings: [other] }),
    ]).lines;
    expect(measured[0]).toEqual(measured[1]);
    expect(measured[0].state).toBeGreaterThan(50);
  });

  test('scores a supplier, whose inputs have sites', () => {
    const sites = [{ id: 'S', country: 'CHN', stage: 'magnet', elements: ['Dy'], newness: 0, feeds: [] }];
    const { lines } = runFile([{ id: 'A', buyer: 'JPN', as_of: '2026-11-29', inputs: { sites, elements: { Dy: {} } } }]);
    expect(lines[0]).toMatchObject({ id: 'A', element: 'Dy', stage: 'magnet' });
    expect(lines[0].points).toHaveProperty('closure');
  });

  test('names the cases that fail, scores the others, and exits with 1', () => {
    const { status, lines, stderr } = runFile([
      { id: 'nothing', buyer: 'JPN', as_of: '2026-11-29' },
      { ...element('no date', { stages, measures: [] }), as_of: '2026-02-30' },
      element('no stages', {}),
      element('at home', { stages: { refining: { world: { JPN: 1 } } } }),
      element('no class', { stages, measures: [{ id: 'M', known_from: '2026-01-01' }] }),
      element('text', { stages, eol: 'high' }),
      element('good', { stages }),
    ]);
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(lines.map(({ error }) => error)).toEqual([
      'a case has "buyer", "as_of" (2026-11-29) and "inputs"',
      expect.stringContaining('2026-02-30'),
      'a case of an element has "element" and inputs with "stages"',
      'no stage has a foreign origin',
      'measure M has no "control_class" or none of "known_from" and "effective_from"',
      expect.stringContaining('came out as no number'),
      undefined,
    ]);
    expect(lines[6].score).toBeGreaterThan(0);
  });

  test.each([
    ['can not be read as JSON', '{"cases": ['],
    ['neither a list of cases', { parameters: {} }],
    ['neither a list of cases', 'null'],
  ])('says of a file in one sentence: %s', (sentence, content) => {
    const { status, lines, stderr } = runFile(content);
    expect(status).toBe(1);
    expect(lines).toEqual([]);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('says that a file can not be read, and takes one file', () => {
    const { status, stderr } = run(join(folder, 'nowhere.json'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/nowhere\.json can not be read as JSON: ENOENT/);
    expect(run('a', 'b')).toMatchObject({ status: 2, stderr: 'b is one word too many. Usage: npm run cases -- [FILE]\n' });
  });
});
