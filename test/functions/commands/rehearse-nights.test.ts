import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { indexFacts } from '#domain/method/facts.ts';
import { METHODOLOGY } from '#functions/adapters/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { nightLine, type RehearsedNight } from '#functions/commands/checks/rehearse-nights.ts';
import { supplierChangeDays } from '#functions/commands/checks/supplier-change-days.ts';
import type { PublishedChange } from '#functions/ports/score-changes.ts';

const command = new URL('../../../functions/commands/checks/rehearse-nights.command.ts', import.meta.url).pathname;
const [site] = bundledReferenceData.supplier_sites;
const [link] = bundledReferenceData.supplier_links;
if (site === undefined || link === undefined) throw new Error('the register has sites and links');

describe('the days on which a supplier table changes', () => {
  const one = {
    ...site,
    id: 'A',
    supplier: 'a',
    operating: 'yes',
    status: 'runs',
    start_date: '2020',
    date: '2025-01',
    china_listing: null,
  } as const;
  const known = {
    ...link,
    from: 'A',
    to: 'A',
    status: 'active',
    known_from: '2026-03-10',
    from_date: '2026-04',
    to_date: '2026-05-20',
  } as const;
  const days = (change: Partial<typeof bundledReferenceData>, from = '2026-01-01', to = '2026-12-31') =>
    supplierChangeDays(
      indexFacts({ ...bundledReferenceData, supplier_sites: [one], supplier_links: [], ...change }, METHODOLOGY.document),
      from,
      to,
    );

  test('are made from the facts: a link that begins, and one that is over', () => {
    expect(days({})).toEqual([]);
    expect(days({ supplier_links: [known] })).toEqual(['2026-04-01', '2026-05-21']);
    expect(days({ supplier_links: [{ ...known, known_from: '2026-04-15' }] })).toEqual(['2026-04-15', '2026-05-21']);
  });

  test('hold the first day asked for, and end with the last', () => {
    expect(days({ supplier_links: [known] }, '2026-04-01', '2026-05-20')).toEqual(['2026-04-01']);
    expect(days({ supplier_links: [known] }, '2026-04-02', '2026-05-21')).toEqual(['2026-05-21']);
  });

  test('hold the day on which a list of companies takes effect', () => {
    const listed = { ...one, china_listing: 'control_list (MOFCOM 2026 No. 23, 2026-06-22)' };
    expect(days({ supplier_sites: [listed] })).toEqual(['2026-06-22']);
  });

  test('are, of the shipped facts, those on which a list takes effect and chains lose sites or links', () => {
    const lost = ['2026-02-02', '2026-06-22'];
    expect(supplierChangeDays(indexFacts(bundledReferenceData, METHODOLOGY.document), '2025-10-01', '2027-06-30')).toEqual(
      expect.arrayContaining(lost),
    );
  });
});

describe('the line of a night', () => {
  const none = { new_event: 0, data_update: 0, data_correction: 0, methodology: 0, coverage: 0, time_passing: 0, override: 0 };
  const change = (id: string, delta: number | null, by_cause: object | null): PublishedChange =>
    ({ subject: { type: 'supplier', id, name: id }, buyer: 'JPN', delta, by_cause }) as PublishedChange;
  const night: RehearsedNight = { date: '2025-12-03', runId: 'r0000000002', failure: null, changes: [], seconds: 3.21 };

  test('tells the largest moves with their main cause, and what could not be explained', () => {
    const changes = [
      change('a', 1.5, { ...none, data_update: 2, time_passing: -0.5 }),
      change('b', null, null),
      change('c', -60.25, { ...none, coverage: -60.25 }),
      change('d', 0, none),
      change('e', 2, { ...none, unexplained: 2 }),
      change('f', 0.01, { ...none, time_passing: 0.01 }),
    ];
    expect(nightLine({ ...night, changes })).toBe(
      '2025-12-03 r0000000002 published; 6 changes; largest c for JPN -60.25 (coverage -60.25), e for JPN +2.00 (unexplained +2.00), a for JPN +1.50 (data_update +2.00); 1 UNEXPLAINED: e for JPN; 3.2 s',
    );
  });

  test('says why a night failed', () => {
    expect(nightLine({ ...night, runId: null, failure: 'TypeError: no site' })).toBe(
      '2025-12-03 no run FAILED: TypeError: no site; 0 changes; 3.2 s',
    );
  });
});

describe('npm run rehearse-nights', () => {
  const run = (...words: readonly string[]) => spawnSync(process.execPath, [command, ...words], { encoding: 'utf8' });

  test('knows --help', () => {
    const { status, stdout } = run('--help');
    expect([status, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining('npm run rehearse-nights -- --from')]);
    for (const option of ['--from', '--every', '--gaps', '--supplier-changes', '--brief']) expect(stdout).toContain(option);
  });

  test.each([
    [['--to', '2025-12-04'], '--from is missing. Usage: npm run rehearse-nights'],
    [['--from', '2025-12-04', '--to', '2025-12-02'], '--to 2025-12-02 is before --from 2025-12-04'],
    [['--from', '2025-13-04', '--to', '2025-12-02'], '--from 2025-13-04 is not a calendar day'],
    [['--from', '2025-12-02', '--to', '2025-12-04', '--every', 'week'], '--every week is no whole number from 1'],
    [['--from', '2025-12-02', '--to', '2025-12-04', '--every', '2', '--supplier-changes'], 'exclude each other'],
    [['--from', '2025-12-02'], '--to or --gaps is missing'],
    [['--from', '2025-12-02', '--gaps', '1,x'], '--gaps 1,x is no list of whole numbers from 1 on'],
    [['--from', '2025-12-02', '--to', '2025-12-04', '--gaps', '1'], '--gaps goes without --to'],
    [['--nights', '3'], "Unknown option '--nights'"],
  ])('%j is refused in one sentence', (words, sentence) => {
    const { status, stdout, stderr } = run(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
