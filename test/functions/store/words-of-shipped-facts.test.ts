import { describe, expect, test } from 'vitest';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { driverLabel } from '#domain/explanations/drivers.ts';
import { measureLabel, noWeightBecause, referenceNames } from '#domain/explanations/labels.ts';
import { headlined } from '#domain/explanations/subject-document.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { countryNames } from '#domain/vocabulary/country-names.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { languageOf } from '#domain/words/catalogue.ts';
import companies from '#domain/words/companies.json' with { type: 'json' };
import elements from '#domain/words/elements.json' with { type: 'json' };
import { englishWith, LONGEST_LABEL, rendered } from '#domain/words/render.ts';
import report from '#domain/words/report.json' with { type: 'json' };
import { TEXTS, type Texts } from '#domain/words/texts.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const texts: Texts = { ...TEXTS, ...report, ...companies };
const data = bundledReferenceData;
const names = referenceNames(data);
const countries = [...new Set([...data.governance, ...data.shares].map(({ country }) => country)), 'EUU'];
const englishCountryNames = countryNames('en');
const japaneseCountryNames = countryNames('ja');
const english = englishWith(names);
const japanese = languageOf('ja');
const LANGUAGES = [english, japanese] as const;

const placeholders = (template: string): readonly string[] =>
  [...template.matchAll(/\{\w+(?::\w+)?\}/g)].map(([text]) => text).sort();

describe('the catalogue', () => {
  // Titles of measures are English: another language names a measure by its label.
  const shared = Object.entries(texts).filter(([code]) => !/^measure_(?:labelled|titled)$/.test(code));
  test.each(shared)('has %s in both languages, of the same parameters in the same formats', (code, pair) => {
    const [en = '', ja = ''] = pair;
    const bare = (template: string): readonly string[] => [
      ...new Set(placeholders(template).map((text) => text.replace('_of', ''))),
    ];
    expect(pair).toHaveLength(2);
    expect(bare(ja)).toEqual(bare(en));
    if (code !== 'nothing') expect(ja).not.toBe('');
  });

  test('names every country and element of the facts in both languages, in English as sentences do', () => {
    for (const code of countries)
      expect([code, englishCountryNames[code]]).toEqual([code, names.country(code)]);
    expect(Object.keys(japaneseCountryNames).sort()).toEqual(Object.keys(englishCountryNames).sort());
    expect(elements).toEqual(
      Object.fromEntries(
        data.elements.map(({ symbol, name }) => [symbol, [name, expect.stringMatching(/./)]]),
      ),
    );
  });
});

test('every sentence of the tables that have English alone is in Japanese', () => {
  const texts = (rows: readonly object[], fields: readonly string[]): readonly string[] =>
    rows.flatMap((row) => fields.map((field) => (row as Readonly<Record<string, string>>)[field] ?? ''));
  const all = [
    ...texts(SCENARIO_TEMPLATES, ['title', 'description', 'basis', 'computed']),
    ...texts(data.sources, ['title', 'publisher', 'licence', 'redistribution', 'cadence']),
    ...texts(SOURCE_CONTRACTS, ['title', 'publisher', 'terms', 'cadence', 'period_rule']),
  ].filter((text) => /[a-z].* /.test(text) && !/^[A-Z]\S+ \S+$/.test(text));
  expect(all.filter((text) => japanese(`said.${text}`) === undefined)).toEqual([]);
});

describe('measures of the register', () => {
  const rowOf = new Map(data.policy.map((row) => [row.id, row]));
  const reasonOf = (id: string, state: string) => {
    const row = rowOf.get(id);
    if (row === undefined) throw new Error(`no measure ${id}`);
    return noWeightBecause(row, state, (other) => rowOf.get(other)?.mapping != null);
  };

  test('have labels of their own within 40 characters', () => {
    for (const row of data.policy) expect(measureLabel(row).label.length).toBeLessThanOrEqual(LONGEST_LABEL);
    expect(measureLabel(rowOf.get('CN-2025-18') as (typeof data.policy)[number]).label).toBe(
      'China: export licences, No. 18/2025',
    );
  });

  test('say why they have no weight: the halt that nobody confirmed, the extension of a ban, an investment, quotas long gone', () => {
    expect([
      ...[
        reasonOf('CN-2026-JPN-LIC', 'in_force'),
        reasonOf('CD-2025-CO-EXT1', 'ended'),
        reasonOf('JP-2023-LYNAS', 'in_force'),
      ],
      ...[
        reasonOf('CN-2010-QUOTA', 'ended'),
        reasonOf('CN-2025-18', 'in_force'),
        reasonOf('CN-2025-61', 'suspended'),
      ],
    ]).toEqual(['not_confirmed', 'supplementary', 'supports_supply', 'ended', null, null]);
  });
});

test('no text that goes out speaks of how the tables are kept', () => {
  const working =
    /\bTODO\b|\bCHECK\b|README|\.csv\b|\bstored\b|not read here|\bdo not (?:score|use|add|count)|\b(?:earlier|former) (?:single )?row\b|retrieved|policy_events/;
  const tables = {
    policy: data.policy,
    sites: data.supplier_sites,
    links: data.supplier_links,
    elements: data.elements,
    cover: data.cover,
    parties: data.external_parties,
    control_events: data.control_events,
  };
  for (const [table, rows] of Object.entries(tables)) {
    expect(rows.length, table).toBeGreaterThan(0);
    for (const row of rows as readonly object[])
      for (const [field, value] of Object.entries(row))
        if (typeof value === 'string' && !/^(?:source|source_url|id|row)$/.test(field))
          expect(value, `${table}.${field}`).not.toMatch(working);
  }
});

describe('lengths', () => {
  const ids = ['measure', 'new_control', 'disruption'].flatMap((kind) =>
    countries.flatMap((of) => [`${kind}:${of}`, `${kind}:${of}:feed`]),
  );
  const all = [...ids, 'security:taiwan', 'security:senkaku', 'ramp_up', 'closure', 'listing'];

  test('every label fits into 40 characters, whatever the country', () => {
    for (const language of LANGUAGES) {
      const long = all
        .map((id) => rendered(driverLabel(id), language))
        .filter((text) => text.length > LONGEST_LABEL);
      expect(long).toEqual([]);
    }
  });

  test('names of bands, stages, kinds, parts, causes and signals fit into 40 characters', () => {
    const terms = Object.entries(texts).filter(
      ([code, [en = '']]) =>
        /^(band|stage|part|cause|signal|what_if|step|quality)_/.test(code) &&
        !/[{]condition|[{]source|[{]supply|[{]stop|[{]points/.test(en),
    );
    expect(terms.length).toBeGreaterThan(30);
    for (const text of terms.flatMap(([, pair]) => pair)) expect(text.length, text).toBeLessThanOrEqual(40);
  });

  const subjects: readonly (readonly [SubjectType, string, string])[] = [
    ...data.elements.map(({ symbol, name }) => ['element', symbol, name] as const),
    ...new Map(
      data.supplier_sites.map((row) => [
        row.supplier,
        ['supplier', row.supplier, row.supplier_name] as const,
      ]),
    ).values(),
    ...countries.map((code) => ['country', code, names.country(code)] as const),
  ];
  const interval = { p05: 10, p50: 50, p95: 99 };
  const driver = {
    id: 'measure:CHN',
    kind: 'measure',
    part: 'state',
    points: 1,
    summary: '',
    label: '',
  } as const;
  const headline = ([type, id, name]: (typeof subjects)[number], buyer: string) =>
    headlined(
      scoreDocument({
        type,
        id,
        subject: { type, id, name },
        buyer,
        score: 88.8,
        element: type === 'country' ? 'Pr' : null,
        interval: type === 'country' ? null : interval,
        top_drivers: [{ ...driver, label_code: 'label_controls', label_params: { origin: 'CHN' } }],
      }),
      names,
    );

  test('every headline of the facts fits into 140 characters, uncut, and those of elements with their cause', () => {
    expect(subjects.length).toBeGreaterThan(250);
    for (const subject of subjects)
      for (const buyer of BUYERS) {
        const { headline: text, headline_params } = headline(subject, buyer);
        expect(text.length, text).toBeLessThanOrEqual(140);
        expect(text.endsWith('…'), text).toBe(false);
        // `graphite (natural)` and `silicon metal` leave no room for a cause with some buyers.
        if (subject[0] === 'element' && subject[2].length <= 12)
          expect(headline_params.cause, text).toMatchObject({ code: 'headline_cause' });
      }
  });

  test('every headline fits into 140 characters in Japanese too', () => {
    for (const subject of subjects) {
      const { headline_code, headline_params } = headline(subject, 'EUU');
      expect(rendered({ code: headline_code, params: headline_params }, japanese).length).toBeLessThanOrEqual(
        140,
      );
    }
  });
});
