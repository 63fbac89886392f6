import { describe, expect, test } from 'vitest';
import { languageOf } from '#domain/words/catalogue.ts';
import { LONGEST_LABEL } from '#domain/words/render.ts';
import { withScoreLinks } from '#functions/api/published-run/score-links.ts';
import { reportOf } from '#functions/api/report/get-report.ts';
import { reportAsHtml } from '#functions/api/report/report-as-html.ts';
import type { Explained, Report, ReportTable, Said } from '#functions/api/report/report-tables.ts';
import { rescorerOf } from '#functions/scoring/rescorer.services.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { ExplanationDocument, SubjectKey } from '#functions/store/scores/published-scores.ts';

const ADDRESS = 'https://scores.example';
const rescorer = rescorerOf(bundledReferenceData);
const when = { as_of: '2026-11-29', known_at: '2026-11-29', end_use: 'civil' } as const;

/**
 * Elements with and without controls, a supplier abroad, one under controls, one that delivers nothing yet, a
 * country and the buyer itself.
 */
const SUBJECTS: readonly SubjectKey[] = [
  ...(['Dy', 'Ga', 'Sb', 'Pm'] as const).map((id) => ({ type: 'element', id, buyer: 'JPN' }) as const),
  { type: 'element', id: 'Nd', buyer: 'USA' },
  ...(['lynas', 'jl-mag', 'iluka-resources', 'vacuumschmelze'] as const).map(
    (id) => ({ type: 'supplier', id, buyer: 'JPN' }) as const,
  ),
  ...(['CHN', 'MMR'] as const).map((id) => ({ type: 'country', id, buyer: 'JPN' }) as const),
  { type: 'country', id: 'USA', buyer: 'USA' },
];

const explained = new Map(
  await Promise.all(
    SUBJECTS.map(async (subject) => {
      const found = await rescorer.find(subject, when);
      if (found === null) throw new Error(`there is no ${subject.type} ${subject.id}`);
      return [
        `${subject.type} ${subject.id} for ${subject.buyer}`,
        withScoreLinks(found.explanation) as unknown as Explained,
      ] as const;
    }),
  ),
);
const dysprosium = explained.get('element Dy for JPN') as Explained;
const reportIn = (document: Explained, lang: 'en' | 'ja'): Report =>
  reportOf(document, lang, languageOf(lang), ADDRESS);
const tablesOf = ({ sections }: Report): readonly ReportTable[] =>
  sections.filter((section) => section.kind === 'table');
const saidIn = ({ facts, sections }: Report): readonly Said[] => [
  ...facts.map(({ said }) => said),
  ...sections.flatMap((section) => (section.kind === 'table' ? section.rows.flat() : section.lines)),
];

describe.each([...explained])('the report of %s', (_, document) => {
  const english = reportIn(document, 'en');
  const japanese = reportIn(document, 'ja');

  test('says the headline of the API and the numbers of the explanation', () => {
    expect(english.headline).toBe(document.headline);
    expect(english.facts[0]?.said.value ?? null).toBe(document.score);
    const values = saidIn(english).flatMap(({ value }) => (value === undefined ? [] : [value]));
    expect(saidIn(japanese).flatMap(({ value }) => (value === undefined ? [] : [value]))).toEqual(values);
    for (const value of values) expect(Number.isFinite(value)).toBe(true);
  });

  test('has a waterfall that sums to the score, as printed and exactly', () => {
    const waterfall = tablesOf(english).find(({ hasSum }) => hasSum);
    if (document.score === null) return expect(waterfall).toBeUndefined();
    const points = (waterfall?.rows ?? []).map((row) => row.at(-1) as Said);
    const [score, ...parts] = points.toReversed();
    const printed = ({ text }: Said): number => (text === 'under 1' ? 0 : Number(text));
    expect(parts.reduce((sum, part) => sum + printed(part), 0)).toBe(printed(score as Said));
    expect(parts.reduce((sum, { value = Number.NaN }) => sum + value, 0)).toBeCloseTo(document.score, 6);
  });

  test.each(['en', 'ja'] as const)('tells no row of a table twice, in %s', (lang) => {
    for (const { title, rows } of tablesOf(reportIn(document, lang))) {
      const told = rows.map((row) => JSON.stringify(row));
      expect(told, title).toEqual([...new Set(told)]);
    }
  });

  test('has no English in Japanese besides names, sources, units and addresses', () => {
    const names = [...document.evidence.flatMap(({ source }) => [source]), document.subject.name].filter(
      (name): name is string => typeof name === 'string',
    );
    const byLength = [...new Set(names)].sort((one, other) => other.length - one.length);
    const bare = byLength.reduce(
      (text, name) => text.replaceAll(name, ''),
      textOf(japanese).replaceAll(/https?:\S+/g, ''),
    );
    expect(bare.match(/[A-Za-z]{2,}/g)?.filter((word) => !UNITS.test(word)) ?? []).toEqual([]);
  });
});

/** Abbreviations and symbols that Japanese texts write in Latin letters. */
const UNITS = /^(?:HHI|EU|Lu|Gd|Sc|Te|Ga|Ge|Sb|[A-Z]{2}-\d.*|r\d+)$/;

const textOf = ({ title, headline, facts, sections, foot }: Report): string =>
  [
    title,
    headline,
    ...facts.flatMap(({ name, said }) => [name, said.text]),
    ...sections.flatMap((section) => [
      section.title,
      ...(section.kind === 'table'
        ? [...section.head, ...section.rows.flat().flatMap(({ text, note = '' }) => [text, note])]
        : [...section.lines.map(({ text }) => text), section.more]),
    ]),
    ...foot.map(({ text }) => text.replace(/[(][0-9a-f]{12}[)]/, '')),
  ].join('\n');

test('the report of dysprosium for Japan says what a board asks', () => {
  const report = reportIn({ ...dysprosium, rank: { position: 1, of: 38, from: 1, to: 11 } }, 'en');
  expect(report.facts.map(({ name, said }) => `${name}: ${said.text}`)).toEqual(
    expect.arrayContaining(['Band: High (25 to below 50)', 'Rank: 1 of 38 (1 to 11)']),
  );
  expect(report.sections.map(({ title }) => title)).toEqual([
    ...['What the score is made of', 'From mine to buyer', 'Dates ahead', 'What would move it'],
    ...['Published beside it', 'Evidence', 'Limits'],
  ]);
  const [, stages, steps, levers] = tablesOf(report);
  expect(stages?.rows.map(([stage]) => stage?.text)).toEqual([
    'Mine',
    'Separation',
    'Metal',
    'Magnet, gives the score',
  ]);
  // The share of China at separation that the shipped tables have, see docs/reference-data.md.
  expect(stages?.rows[1]?.at(-1)?.text).toBe('China 98 %, Malaysia 2 %');
  expect(steps?.head).toEqual(['Date', 'What happens', 'If in force', 'If not']);
  for (const [label] of levers?.rows ?? []) expect(label?.text.length).toBeLessThanOrEqual(LONGEST_LABEL);
});

test('in Japanese it is what a Japanese analyst would write', () => {
  const report = reportIn(dysprosium, 'ja');
  expect(report.title).toBe('供給途絶リスク: 日本向けジスプロシウム');
  expect(report.headline).toMatch(
    /^日本向けジスプロシウム: 1年以内の操業停止の確率は100中\d+、調達難の確率は100中\d+。主因は中国の輸出規制$/,
  );
  const [waterfall, stages] = tablesOf(report);
  expect(waterfall?.rows[0]?.[0]?.note).toContain('中国: 輸出許可制、2025年第18号(2025年4月4日)');
  expect(stages?.rows.map(([stage]) => stage?.text)).toEqual([
    '採掘',
    '分離・精製',
    '金属',
    '磁石(スコアの工程)',
  ]);
});

/** The shipped register was read for the last time on 15 October 2026, 45 days before. */
describe('the reading of the register of measures', () => {
  const on = async (as_of: string) => {
    const found = await rescorer.find(SUBJECTS[0] as SubjectKey, { ...when, as_of, known_at: as_of });
    return withScoreLinks(found?.explanation as ExplanationDocument) as unknown as Explained;
  };

  test.each([...explained])('stands beside the score of %s, and says that it is stale', (_, document) => {
    expect(document).toMatchObject({
      register_read: '2026-10-15',
      stale_sources: expect.arrayContaining(['policy-register']),
    });
  });

  test('is on the report with its age, in red where the status is red', async () => {
    const said =
      /^Facts are too old. .* 45 days ago: a control announced since 15 Oct 2026 is in no number here/;
    expect(reportIn(dysprosium, 'en').warning).toMatch(said);
    expect(reportIn(dysprosium, 'ja').warning).toMatch(/^情報が古すぎます.*45日前/);
    expect(reportAsHtml(reportIn(dysprosium, 'en'))).toMatch(/<p class="warning">Facts are too old/);
    const fresh = await on('2026-10-29');
    expect(fresh.stale_sources).not.toContain('policy-register');
    const report = reportIn(fresh, 'en');
    expect(report.warning).toBeNull();
    expect(report.facts.map(({ name, said: { text } }) => `${name}: ${text}`)).toContain(
      'Export controls read up to: 15 Oct 2026 (14 days before)',
    );
    expect((await on('2026-10-30')).stale_sources).toContain('policy-register');
  });
});

test('the stock is told as what the method assumes for the buyer, or as the own one', () => {
  const stockIn = (document: Explained, lang: 'en' | 'ja') =>
    reportIn(document, lang).facts.find(({ said }) => said.value === document.cover_days)?.name;
  expect(stockIn(dysprosium, 'en')).toBe('Stock assumed for Japan, not yours');
  expect(stockIn(dysprosium, 'ja')).toBe('日本の在庫の想定(自社の在庫ではない)');
  expect(stockIn({ ...dysprosium, inputs: { ...dysprosium.inputs, cover_days: 62 } }, 'en')).toBe(
    'Own stock',
  );
});

test('every limit that it tells has Japanese', () => {
  const told = reportIn(dysprosium, 'ja').sections.at(-1);
  expect(told?.kind === 'lines' ? told.lines.length : 0).toBe(dysprosium.limitations.length);
});

describe('the address in the foot', () => {
  const footOf = (change: Partial<Explained>, lang: 'en' | 'ja' = 'en'): string =>
    reportIn({ ...dysprosium, ...change }, lang).foot.at(-1)?.text ?? '';

  test('is that of the run which published it', () => {
    expect(footOf({ basis: 'published', run_id: 'r0000000042' })).toBe(
      `This very report: ${ADDRESS}/v1/elements/Dy/report?buyer=JPN&run=r0000000042`,
    );
    expect(footOf({ basis: 'published', run_id: 'r0000000042' }, 'ja')).toContain(
      'report?buyer=JPN&run=r0000000042&lang=ja',
    );
  });

  test('is that of day, knowledge, use and stock where no run did', () => {
    expect(footOf({ basis: 'recomputed', end_use: 'defence' })).toBe(
      `This very report: ${ADDRESS}/v1/elements/Dy/report?buyer=JPN&as_of=2026-11-29&known_at=2026-11-29&end_use=defence`,
    );
    expect(footOf({ basis: 'recomputed', inputs: { ...dysprosium.inputs, cover_days: 90 } })).toMatch(
      /known_at=2026-11-29&cover_days=90$/,
    );
  });
});

describe('the form', () => {
  const report = reportIn(dysprosium, 'en');

  test('HTML has no script, no style in its text, nothing from outside, and every number as the API has it', () => {
    const html = reportAsHtml(report);
    expect(html).not.toMatch(/<script|<link|<img| style="| on\w+="/);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain(`<data value="${dysprosium.score}">`);
    expect(reportAsHtml(reportIn(dysprosium, 'ja'))).toContain('<html lang="ja">');
  });

  test('names are text', () => {
    const evil = {
      ...dysprosium,
      subject: { type: 'supplier', id: 'x', name: '<b>|[x](y)' },
      stages: [],
    } as Explained;
    expect(reportAsHtml(reportIn(evil, 'en'))).not.toContain('<b>');
  });
});
