import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { buildReferenceData, referenceFiles } from '#functions/reference-build/build-reference-data.ts';
import { runScorer } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';

let folder: string;
let tables: string;
let document: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'editions-'));
  tables = join(folder, 'tables');
  cpSync('shared/reference-tables', tables, { recursive: true });
  document = join(folder, 'MCS2027_Commodities_Data.csv');
  const rows = readFileSync('test/fixtures/publishers/usgs-mcs/MCS2026_Commodities_Data.csv', 'latin1').split(
    '\n',
  );
  const later = (row: string) =>
    row.replace(/,(202[45]),/, (_, year) => `,${Number(year) + 1},`).replaceAll('Estimated.', '');
  const less = (row: string) => row.replace(/(2026),"900,000"/, '$1,"100,000"');
  writeFileSync(document, rows.map((row) => less(later(row))).join('\n'), 'latin1');
});
afterAll(() => rmSync(folder, { recursive: true }));

function accept(...words: readonly string[]) {
  const command = [
    'functions/commands/editions.command.ts',
    'accept',
    'usgs-mcs',
    document,
    '--tables',
    tables,
    '--to',
    join(folder, 'facts'),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...words], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function scoresOn(day: string, data: ReferenceData): ReadonlyMap<string, string> {
  const methodology = { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 };
  const run = {
    run_id: 'r0000000000',
    as_of: day,
    known_at: day,
    started_at: `${day}T00:00:00.000Z`,
    methodology,
    code_version: 'test',
  };
  const scorer = runScorer(run, { data, methodology: METHODOLOGY, brief: true });
  const elements = scorer.subjects.filter(({ type }) => type === 'element');
  return new Map(
    elements.map((subject) => [subject.id, canonicalJson(scorer.findings(subject, 'JPN').explanation)]),
  );
}

it('an edition is refused, shown, taken over once it is confirmed, and counts from that day and not before', () => {
  const before = buildReferenceData(tables);
  const untouched = () =>
    expect([...referenceFiles(buildReferenceData(tables))]).toEqual([...referenceFiles(before)]);
  const said = ['--published', '2027-02-05', '--on', '2027-02-10'];

  expect(accept()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('say it, for example --edition "MCS 2027"'),
  });
  expect(accept(...said)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/MCS2027 is refused.*\n.*--only/),
  });
  untouched();

  const shown = accept(...said, '--only', 'Ga:refining');
  expect(shown).toMatchObject({ status: 0, stderr: '' });
  expect(shown.stdout).toContain('Ga:refining:CHN 0.990099 -> 0.917431');
  expect(shown.stdout).toMatch(
    /Ga for JPN: [\d.]+ -> [\d.]+ {2}share:Ga:refining:CHN@MCS2027 0.990099 -> 0.917431/,
  );
  expect(shown.stdout).toContain('Nothing was written.');
  untouched();

  expect(accept(...said, '--only', 'Ga:refining', '--confirm').stdout).toContain(
    'MCS2027 is among the facts',
  );
  const after = buildReferenceData(tables);
  expect(readFileSync(join(folder, 'facts/shares.json'), 'utf8')).toBe(
    referenceFiles(after).get('shares.json'),
  );
  expect(after.shares.find(({ row }) => row === 'share:Ga:refining:CHN@MCS2027')).toMatchObject({
    edition: 'MCS2027',
    published: '2027-02-05',
    known_from: '2027-02-10',
    date: '2026',
    source: 'USGS Mineral Commodity Summaries 2027 (2026e)',
  });
  expect(scoresOn('2027-02-09', after)).toEqual(scoresOn('2027-02-09', before));
  const [was, is] = [scoresOn('2027-02-10', before), scoresOn('2027-02-10', after)];
  expect(is.get('Ga')).not.toBe(was.get('Ga'));
  expect(accept(...said)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('MCS2027 is among the facts already'),
  });
});
