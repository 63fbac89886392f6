/**
 * Drafts out of short passages of official announcements, against the rows that people wrote into the register from the same texts.
 * The passages keep the words of the ministry, which as an official text has no copyright (article 5 of the Copyright Law); most of the lists
 * of goods are left out.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { draftMeasure, type RegisterEntry } from '#functions/sources/announcements/drafting/draft-measure.ts';
import { dayOf } from '#functions/sources/announcements/drafting/text-rules.ts';

type Cells = Readonly<Record<string, string>>;
const cells: readonly Cells[] = parse(readFileSync('shared/reference-tables/supply/policy_events.csv', 'utf8'), { columns: true });
const list = (cell: string | undefined) => (cell ?? '').split(';').filter((part) => part !== '');
const REGISTER: readonly RegisterEntry[] = cells.map((row) => ({
  event_id: row.event_id ?? '',
  instrument_no: row.instrument_no || null,
  elements: list(row.elements),
  stages: list(row.stages),
  targets: list(row.target_iso3),
}));
const passage = (name: string) => readFileSync(new URL(`announcements/${name}.txt`, import.meta.url), 'utf8');
const draft = (name: string) => draftMeasure(passage(name), REGISTER);
const rowOf = (id: string): Cells => cells.find((row) => row.event_id === id) as Cells;
const sorted = (values: readonly string[] | undefined) => [...(values ?? [])].sort();

describe('drafts against the register', () => {
  it.each([
    ['mofcom-2025-18', 'CN-2025-18'],
    ['mofcom-2024-46', 'CN-2024-46'],
    ['mofcom-2025-57', 'CN-2025-57'],
    ['mofcom-2025-58', 'CN-2025-58'],
    ['mofcom-2025-61', 'CN-2025-61'],
    ['mofcom-2025-62', 'CN-2025-62'],
    ['mofcom-2025-70', 'CN-2025-70'],
    ['mofcom-2025-72', 'CN-2025-72'],
    ['mofcom-2026-1', 'CN-2026-01'],
    ['mofcom-2025-70.en', 'CN-2025-70'],
  ])('%s has number, day, beginning, end, kind and destination of %s', (name, id) => {
    const read = draft(name);
    const row = rowOf(id);
    expect({
      instrument_no: read.instrument_no?.value,
      date: read.date?.value,
      effective_from: read.effective_from?.value,
      effective_to: read.effective_to?.value ?? '',
      measure_type: read.measure_type?.value,
      targets: sorted(read.target_iso3?.value),
    }).toEqual({
      instrument_no: row.instrument_no,
      date: row.date,
      effective_from: row.effective_from,
      effective_to: row.effective_to,
      measure_type: row.measure_type,
      targets: sorted(list(row.target_iso3)),
    });
  });

  it.each([
    ['mofcom-2025-18', 'CN-2025-18'],
    ['mofcom-2024-46', 'CN-2024-46'],
    ['mofcom-2025-57', 'CN-2025-57'],
    ['mofcom-2025-58', 'CN-2025-58'],
    ['mofcom-2025-62', 'CN-2025-62'],
    ['mofcom-2025-70', 'CN-2025-70'],
    ['mofcom-2025-72', 'CN-2025-72'],
    ['mofcom-2026-1', 'CN-2026-01'],
    ['mofcom-2025-62.en', 'CN-2025-62'],
  ])('%s names the goods of %s', (name, id) => {
    expect(sorted(draft(name).elements?.value)).toEqual(sorted(list(rowOf(id).elements)));
  });

  it.each([
    ['mofcom-2025-18', 'CN-2025-18'],
    ['mofcom-2025-57', 'CN-2025-57'],
    ['mofcom-2025-62', 'CN-2025-62'],
    ['mofcom-2025-70', 'CN-2025-70'],
    ['mofcom-2025-72', 'CN-2025-72'],
    ['mofcom-2025-62.en', 'CN-2025-62'],
  ])('%s names the stages of %s', (name, id) => {
    expect(draft(name).stages?.value).toEqual(list(rowOf(id).stages));
  });
});

it('No. 61 names mining too, which the person who made the row left out', () => {
  expect(draft('mofcom-2025-61').stages?.value).toEqual(['mine', ...list(rowOf('CN-2025-61').stages)]);
});

describe('each value', () => {
  it('has the sentence that it was read from', () => {
    const read = draft('mofcom-2025-18');
    expect(read.effective_from?.sentence).toBe('本公告自发布之日起正式实施');
    expect(read.elements?.sentence.split(' … ')).toEqual([
      '一、钐相关物项',
      '二、钆相关物项',
      '三、铽相关物项',
      '四、镝相关物项',
      '五、镥相关物项',
      '六、钪相关物项',
      '七、钇相关物项',
    ]);
    expect(read.target_iso3?.sentence).toContain('决定对下列物项实施出口管制');
  });

  it('is null and listed where the text does not say it', () => {
    const read = draft('mofcom-2025-61');
    expect(read.elements).toBeNull();
    expect(read.unread).toContainEqual({ column: 'elements', why: 'No goods were found in the text: they may stand in an annex only.' });
    const nothing = draftMeasure('关于公布名单的通知', []);
    expect(nothing.unread.map(({ column }) => column)).toEqual([
      'instrument_no',
      'date',
      'effective_from',
      'effective_to',
      'measure_type',
      'elements',
      'stages',
      'target_iso3',
    ]);
    expect(draftMeasure('', []).unread).toHaveLength(8);
  });
});

describe('remarks', () => {
  it('name the day on which another part begins', () => {
    expect(draft('mofcom-2025-61').remarks[0]).toContain('2025-12-01');
  });

  it('name goods that are no word of the register', () => {
    expect(draft('mofcom-2025-58').remarks).toEqual(['正极材料 is named like goods and is no word of element_groups.csv.']);
  });

  it.each(['mofcom-2025-18', 'mofcom-2024-46', 'mofcom-2025-57', 'mofcom-2025-62', 'mofcom-2025-70', 'mofcom-2026-1'])(
    'are none for %s',
    (name) => {
      expect(draft(name).remarks).toEqual([]);
    },
  );

  it('say that only a paragraph is suspended, and what is suspended by id', () => {
    expect(draft('mofcom-2025-72').remarks).toEqual(['Only a part is suspended: 第二款.']);
    expect(draft('mofcom-2025-72').suspends?.value).toEqual(['CN-2024-46']);
    expect(sorted(draft('mofcom-2025-70').suspends?.value)).toEqual([
      'CN-2025-55',
      'CN-2025-56',
      'CN-2025-57',
      'CN-2025-58',
      'CN-2025-61',
      'CN-2025-62',
    ]);
  });

  it('name a suspended instrument that the register lacks', () => {
    const read = draftMeasure(passage('mofcom-2025-72'), []);
    expect(read.elements).toBeNull();
    expect(read.remarks).toContain('MOFCOM 2024 No. 46 is suspended and has no row in the register.');
  });
});

it('a day that the calendar lacks is no day', () => {
  expect(dayOf('2026', '2', '30')).toBeNull();
  expect(dayOf('2026', '2', '3')).toBe('2026-02-03');
  expect(draftMeasure('商务部公告2026年第9号\n本公告自2026年2月30日起正式实施。', []).effective_from).toBeNull();
});

it('an hour beside the day does not hide it', () => {
  const read = draftMeasure('商务部公告2025年第22号 公布将12家美国实体列入出口管制管控名单\n本公告自2025年4月10日12时01分起正式实施。', []);
  expect(read.effective_from?.value).toBe('2025-04-10');
  expect(read.measure_type?.value).toBe('entity_list');
  expect(read.target_iso3?.value).toEqual(['USA']);
  expect(read.elements?.value).toEqual(['all dual-use items']);
});
