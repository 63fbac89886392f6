import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';

const command = new URL('../../../functions/commands/cases.command.ts', import.meta.url).pathname;
const golden = JSON.parse(readFileSync(new URL('../../golden/scoring-cases.json', import.meta.url), 'utf8')) as Record<string, unknown>;
const folder = mkdtempSync(join(tmpdir(), 'cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Line {
  readonly id: string;
  readonly result?: { readonly score: number; readonly stages: unknown };
  readonly error?: string;
}

function run(...files: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  return { status, lines, stderr };
}

/** Runs a file with this content: text, or JSON of a value. */
function runFile(content: unknown) {
  const path = join(folder, 'file.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return run(path);
}

const fileOf = (...cases: readonly unknown[]) => ({ parameters: golden.parameters, groups: golden.groups, cases });
const element = (id: string, inputs: unknown = elementInputs()) => ({ id, kind: 'element', inputs });

describe('npm run cases', () => {
  test('prints a line for each golden case when no file is named', () => {
    const { status, lines, stderr } = run();
    expect(stderr).toBe('');
    expect(lines.map(({ id }) => id)).toEqual((golden.cases as readonly { id: string }[]).map(({ id }) => id));
    expect(lines.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(status).toBe(0);
  });

  test('scores with the parameters of the file, and with those of a case in place of them', () => {
    const slow = { horizon_days: 730 };
    const { lines } = runFile(fileOf(element('A'), element('B', { ...elementInputs(), parameters: slow })));
    const other = runFile({ ...fileOf(element('C')), parameters: { ...(golden.parameters as object), ...slow } });
    const [a, b] = lines.map(({ result }) => result?.score ?? 0);
    expect(b).toBeGreaterThan(a ?? 0);
    expect(other.lines[0]?.result?.score).toBe(b);
  });

  test('looks groups up in the file, and in a case in place of them', () => {
    const ban = measure({ applies: [{ elements: ['@NEW'], stages: ['refining'] }] });
    const inputs = { ...elementInputs(), measures: [ban] };
    const { lines } = runFile(fileOf(element('A', inputs), element('B', { ...inputs, groups: { NEW: ['Dy'] } })));
    const [without, inGroup] = lines.map(({ result }) => result?.score ?? 0);
    expect(inGroup).toBeGreaterThan(without ?? 0);
  });

  test('names the cases that fail, scores the others, and exits with 1', () => {
    const { status, lines, stderr } = runFile(
      fileOf(
        { id: 'kind', kind: 'weather', inputs: {} },
        element('no date', { ...elementInputs(), as_of: '2026-02-30' }),
        element('text', { ...elementInputs(), eol_rir: 'high' }),
        element('class', { ...elementInputs(), measures: [measure({ control_class: 'edict' })] }),
        { id: 'nothing', kind: 'supplier' },
        { id: 'kindless' },
        element('good'),
      ),
    );
    expect(status).toBe(1);
    expect(stderr).toBe('');
    const errors = lines.map(({ error }) => error ?? '');
    expect(errors[0]).toBe('unknown kind "weather": send one of element, supplier, country, signal, interval, primitive');
    expect(errors[1]).toContain('2026-02-30');
    expect(errors[2]).toContain('inputs.eol_rir');
    expect(errors[3]).toContain('edict');
    expect(errors[4]).toContain('inputs');
    expect(errors[5]).toContain('unknown kind ""');
    expect(lines[6]?.result?.score).toBeGreaterThan(0);
  });

  test('says which parameter a file lacks', () => {
    const parameters = { ...(golden.parameters as Record<string, unknown>) };
    delete parameters.facility;
    const { lines } = runFile({ ...fileOf(element('A')), parameters });
    expect(lines[0]?.error).toBe('the file has no parameter "facility"');
  });

  test('never prints a number that is none as null', () => {
    const { lines } = runFile(fileOf(element('A', { ...elementInputs(), parameters: { year_days: 0, horizon_days: 0 } })));
    expect(lines[0]?.error).toContain('came out as no number');
  });

  test.each([
    ['is not JSON', '{"cases": ['],
    ['cases', { parameters: {} }],
    ['parameters', { cases: [] }],
    ['expected an object', []],
    ['cases.0.id', { parameters: {}, cases: [{ kind: 'element' }] }],
  ])('says of a file in one sentence: %s', (sentence, content) => {
    const { status, lines, stderr } = runFile(content);
    expect(status).toBe(1);
    expect(lines).toEqual([]);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('says that a file can not be read', () => {
    const { status, stderr } = run(join(folder, 'nowhere.json'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/nowhere\.json can not be read: ENOENT/);
  });

  test('takes one file', () => {
    expect(run('a', 'b')).toMatchObject({ status: 2, stderr: 'b is one word too many. Usage: npm run cases -- [FILE]\n' });
  });
});
