import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { buildReferenceData } from '#functions/reference-build/build-reference-data.ts';
import { ReferenceBuildError } from '#functions/reference-build/raw-tables.ts';
import {
  appendToRegister,
  draftFile,
  type PolicyCells,
  RegisterRefusal,
  reviewedAnnouncements,
  withMapping,
} from '#functions/sources/announcements/register-files.ts';
import { goodRawTables, rawPolicy, writeRawTables } from '#test/builders/raw-tables.ts';

const NO_MAPPINGS = { measure_map: {}, relief_map: {}, rows: [] };
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function register() {
  const from = writeRawTables(goodRawTables);
  folders.push(from);
  const read = (file: string) => readFileSync(join(from, 'supply', file), 'utf8');
  return { from, policy: () => read('policy_events.csv'), reviewed: () => read('reviewed_announcements.csv') };
}

const review = (over: object = {}) => ({
  key: 'MOFCOM 2026 No. 31',
  title: 'Announcement No. 31',
  published: '2026-11-26',
  address: 'https://www.mofcom.gov.cn/31.html',
  rows: ['CN-2026-31'],
  reviewed_on: '2026-11-27',
  reviewed_by: 'A. Reader',
  note: null,
  source: 'MOFCOM notice',
  ...over,
});
const row = (over: object = {}): PolicyCells => ({ ...rawPolicy('CN-2026-31'), ...over }) as PolicyCells;

describe('a confirmed row', () => {
  it('is appended with its review, and what was there stays to the byte', () => {
    const tables = register();
    const before = { policy: tables.policy(), reviewed: tables.reviewed() };
    appendToRegister(tables.from, { review: review(), row: row() }, NO_MAPPINGS);
    expect(tables.policy().startsWith(before.policy)).toBe(true);
    expect(tables.policy().slice(before.policy.length)).toMatch(/^[^\n]*CN-2026-31[^\n]*\n$/);
    expect(tables.reviewed().startsWith(before.reviewed)).toBe(true);
    expect(reviewedAnnouncements(tables.from).at(-1)).toEqual(review());
  });

  it.each([
    [
      'a cell that the build refuses',
      row({ stages: 'smelting' }),
      review(),
      ReferenceBuildError,
      /supply\/policy_events.csv:\d+: stages: "smelting"/,
    ],
    ['an id that is taken', row({ event_id: 'CN-2025-18' }), review({ rows: ['CN-2025-18'] }), ReferenceBuildError, /event_id/],
    ['a column that the register lacks', row({ stage: 'metal' }), review(), RegisterRefusal, /has no column stage/],
    ['an announcement that was reviewed', row(), review({ key: 'MOFCOM 2025 No. 18' }), RegisterRefusal, /has been reviewed already/],
    ['a review of a row that is not appended', null, review(), ReferenceBuildError, /the event_id of a row of policy_events.csv/],
    ['a rejection without a reason', null, review({ rows: [] }), ReferenceBuildError, /needs a note why/],
  ])('is refused for %s, and nothing is written', (_, cells, of, kind, message) => {
    const tables = register();
    const before = { policy: tables.policy(), reviewed: tables.reviewed() };
    const append = () => appendToRegister(tables.from, { review: of, row: cells }, NO_MAPPINGS);
    expect(append).toThrow(kind);
    expect(append).toThrow(message);
    expect({ policy: tables.policy(), reviewed: tables.reviewed() }).toEqual(before);
  });
});

it('a rejection puts the announcement on the reviewed list without a row', () => {
  const tables = register();
  const policy = tables.policy();
  appendToRegister(tables.from, { review: review({ rows: [], note: 'Anti-dumping' }), row: null }, NO_MAPPINGS);
  expect(tables.policy()).toBe(policy);
  expect(reviewedAnnouncements(tables.from).at(-1)).toMatchObject({ key: 'MOFCOM 2026 No. 31', rows: [], note: 'Anti-dumping' });
});

it('a bad reviewed list is refused with its line', () => {
  const tables = register();
  writeFileSync(join(tables.from, 'supply/reviewed_announcements.csv'), tables.reviewed().replace('2026-10-15', 'autumn'));
  expect(() => reviewedAnnouncements(tables.from)).toThrow(/reviewed_announcements.csv:2: reviewed_on: "autumn"/);
});

it('a draft has what the list says, and leaves the rest to who has read the text', () => {
  const announcement = {
    ...{
      key: 'MOFCOM 2026 No. 31',
      title: '公布对镝相关物项实施出口管制的决定',
      published: '2026-11-26',
      addresses: ['https://www.mofcom.gov.cn/31.html'],
    },
    ...{ state: 'unseen' as const, rows: [], reviewedOn: null, reviewedBy: null, note: null, vanishedOn: null },
  };
  const tables = register();
  const { key, row: cells } = draftFile(announcement, tables.from);
  expect(key).toBe('MOFCOM 2026 No. 31');
  expect(Object.keys(cells)).toEqual(tables.policy().split('\n')[0]?.split(','));
  expect(Object.entries(cells).filter(([, cell]) => cell !== '')).toEqual([
    ['instrument_no', 'MOFCOM 2026 No. 31'],
    ['date', '2026-11-26'],
    ['known_from', '2026-11-26'],
    ['actor', 'China MOFCOM'],
    ['instrument', '公布对镝相关物项实施出口管制的决定'],
    ['source_url', 'https://www.mofcom.gov.cn/31.html'],
  ]);
});

describe('a confirmed suspension', () => {
  const suspension = (over: object = {}) =>
    row({
      measure_type: 'suspension',
      direction: 'relieves',
      effective_from: '2026-11-26',
      effective_to: '2027-11-25',
      linked_event_ids: 'CN-2025-18',
      ...over,
    });
  const lineOf = (text: string, id: string) => text.split('\n').find((line) => line.startsWith(`${id},`)) ?? '';

  it('is written on the row that it names, and no other byte of the register changes', () => {
    const tables = register();
    const before = tables.policy();
    appendToRegister(tables.from, { review: review(), row: suspension() }, NO_MAPPINGS);
    const was = lineOf(before, 'CN-2025-18');
    const is = lineOf(tables.policy(), 'CN-2025-18');
    const columns = before.split('\n')[0]?.split(',') ?? [];
    expect(is).not.toBe(was);
    expect(is).toContain('2026-11-26,2027-11-25');
    expect(columns.slice(columns.indexOf('suspended_from'), columns.indexOf('suspended_from') + 2)).toEqual([
      'suspended_from',
      'suspended_to',
    ]);
    expect(tables.policy().startsWith(before.replace(was, is))).toBe(true);
    expect(buildReferenceData(tables.from, NO_MAPPINGS).policy.find(({ id }) => id === 'CN-2025-18')).toMatchObject({
      suspended_from: '2026-11-26',
      suspended_to: '2027-11-25',
    });
  });

  it.each([
    ['of a row that is not there', { linked_event_ids: 'CN-1999-01' }, /CN-2026-31 suspends CN-1999-01, which is no row/],
    ['that contradicts one that stands', {}, /CN-2025-18 is suspended from 2026-01-01 already/],
  ])('%s is refused, and nothing is written', (_what, over, sentence) => {
    const tables = register();
    const first = {
      review: review({ key: 'MOFCOM 2026 No. 30', rows: ['CN-2026-30'] }),
      row: suspension({ event_id: 'CN-2026-30', effective_from: '2026-01-01' }),
    };
    appendToRegister(tables.from, first, NO_MAPPINGS);
    const before = tables.policy();
    expect(() => appendToRegister(tables.from, { review: review(), row: suspension(over) }, NO_MAPPINGS)).toThrow(sentence);
    expect(tables.policy()).toBe(before);
  });
});

describe('the class of a confirmed row', () => {
  const file = 'functions/reference-build/registry/policy-mapping.json';
  const text = readFileSync(file, 'utf8');
  const licence = { control_class: 'licence', elements: ['Dy', 'Tb'], stages: ['metal'], coverage: 0.5 };

  it('is an entry of the mapping; all other lines stay', () => {
    const mapped = withMapping(text, 'CN-2026-31', licence);
    const made = JSON.parse(mapped);
    const applies = [{ elements: ['Dy', 'Tb'], stages: ['metal'], coverage: 0.5 }];
    expect(made.measure_map['CN-2026-31']).toEqual({ control_class: 'licence', applies });
    const lines = new Set(mapped.split('\n'));
    expect(text.split('\n').filter((line) => !lines.has(line))).toEqual([]);
  });

  it.each([
    ['an unknown class', { control_class: 'tariff' }, /"tariff" is no control class. Send one of: embargo, ban/],
    ['no coverage', { coverage: 0 }, /A coverage of 0 is no part/],
    ['a coverage that is no number', { coverage: Number('half') }, /A coverage of NaN is no part/],
    ['no elements', { elements: [] }, /names no elements or no stages/],
  ])('is refused with %s', (_what, over, sentence) => {
    expect(() => withMapping(text, 'CN-2026-31', { ...licence, ...over })).toThrow(sentence);
  });

  it('is refused for a row that has one', () => {
    expect(() => withMapping(text, 'CN-2025-18', licence)).toThrow(/CN-2025-18 has a mapping already/);
  });

  it('is written with the row, and neither where the other is refused', () => {
    const tables = register();
    const mapping = { file: join(tables.from, 'policy-mapping.json'), of: licence };
    const none = '{\n  "measure_map": {\n    "CN-2025-18": { "control_class": "none", "applies": [] }\n  }\n}';
    writeFileSync(mapping.file, none);
    const before = tables.policy();
    const refused = { ...mapping, of: { ...licence, control_class: 'tariff' } };
    expect(() => appendToRegister(tables.from, { review: review(), row: row(), mapping: refused }, NO_MAPPINGS)).toThrow(RegisterRefusal);
    const badRow = { review: review(), row: row({ stages: 'smelting' }), mapping };
    expect(() => appendToRegister(tables.from, badRow, NO_MAPPINGS)).toThrow(ReferenceBuildError);
    expect([tables.policy(), readFileSync(mapping.file, 'utf8')]).toEqual([before, none]);
    appendToRegister(tables.from, { review: review(), row: row(), mapping }, NO_MAPPINGS);
    expect(readFileSync(mapping.file, 'utf8')).toBe(withMapping(none, 'CN-2026-31', licence));
  });
});
