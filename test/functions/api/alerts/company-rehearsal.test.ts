import { beforeAll, describe, expect, it } from 'vitest';
import type { CompanyFigure } from '#domain/alerts/alert-rule.ts';
import { figuresAsked } from '#domain/alerts/company-figures.ts';
import { pastFigures } from '#domain/alerts/past-figures.ts';
import type { Company } from '#domain/companies/company.ts';
import { type CompanyWorld, companyResults } from '#domain/companies/company-results.ts';
import { type MaterialVocabulary, materialVocabulary } from '#domain/companies/materials.ts';
import { elementIds } from '#domain/method/facts.ts';
import { companyHistories } from '#functions/api/alerts/company-rehearsal.ts';
import { rescorer } from '#functions/scoring/rescorer.services.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { anyRule } from '#test/builders/alerts.ts';

const DAY = '2026-10-01';
const symbols = elementIds(bundledReferenceData);
const worldOn = (day: string, vocabulary = {} as MaterialVocabulary): CompanyWorld =>
  rescorer.companyWorldOn({ as_of: day, known_at: day, end_use: 'civil' }, 'JPN', [], vocabulary);

const need = (material: string, revenue_at_stake: number | null = null) => ({
  ...{
    id: material,
    name: null,
    material,
    quantity: 12,
    unit: 't',
    spend: null,
    revenue_at_stake,
    supplier_id: null,
    country: null,
    site: null,
  },
});
const company = (changed: Partial<Company>): Company => ({
  ...{ name: 'Kyushu Magnets', country: 'JPN', end_use: 'civil', currency: 'JPY' },
  ...{ sites: [], needs: [], stock: [], sources: [], watch: [] },
  ...changed,
});
const MAGNETS = company({
  needs: [need('Dy', 9e9), need('Ga', 1e9), need('Tb')],
  stock: [{ material: 'Ga', site: null, kilograms: null, days: 20, as_of: null }],
  sources: [
    { material: 'Dy', supplier_id: null, country: 'CHN', share: 1, since: null, contract_until: null },
  ],
});

let vocabulary: MaterialVocabulary;
let world: CompanyWorld;
let results: ReturnType<typeof companyResults>;
beforeAll(() => {
  const { nation } = worldOn(DAY);
  const inputs = symbols.flatMap((element) => nation(element) ?? []);
  vocabulary = materialVocabulary(
    Object.fromEntries(symbols.map((id) => [id, id])),
    inputs as never,
    bundledReferenceData.product_contents as never,
  );
  world = worldOn(DAY, vocabulary);
  results = companyResults(MAGNETS, world);
});

const chanceOf = (figure: CompanyFigure): 'score' | 'scarce' =>
  figure === 'expected_loss' ? 'score' : 'scarce';

describe('figures of a company on a day of the past', () => {
  it.each([
    ['line_30', null],
    ['line_90', ['element:Ga']],
    ['line_365', null],
    ['any_30', null],
    ['any_90', null],
    ['any_365', null],
    ['expected_loss', null],
    ['expected_loss', ['element:Dy']],
  ] as const)('are those that results of the day have: %s of %j', (figure, materials) => {
    const rule = { chance: chanceOf(figure), figure, materials };
    const asked = figuresAsked(rule, results);
    const known = pastFigures(rule, MAGNETS, world).filter(({ value }) => value !== null);
    expect(known).toEqual(asked.map(({ line, value }) => ({ line: line?.key ?? null, value })));
    expect(known.length).toBeGreaterThan(0);
  });
});

describe('figures that nobody knows', () => {
  it('are null and never 0: of a material that is not rated, and of money that is not told', () => {
    const unrated = company({ needs: [need('Pm', 5)] });
    const of = (figure: CompanyFigure, materials: readonly string[] | null, who = unrated) =>
      pastFigures({ chance: chanceOf(figure), figure, materials }, who, world).map(({ line, value }) => [
        line,
        value,
      ]);
    expect(of('any_90', null)).toEqual([[null, null]]);
    expect(of('line_90', null)).toEqual([['element:Pm', null]]);
    expect(of('expected_loss', null)).toEqual([[null, null]]);
    expect(of('expected_loss', ['element:Tb'], MAGNETS)).toEqual([['element:Tb', null]]);
    expect(of('line_90', ['element:W'], MAGNETS)).toEqual([]);
  });
});

describe('the past of a company', () => {
  const items = (...all: readonly Company[]) =>
    all.map((content, n) => ({ id: `c${n}`, version: 1, updated_at: '', deleted: false, content }));
  const rule = anyRule({ subjects: { type: 'company', ids: null }, figure: 'line_365' });
  const suppliers = { get: async () => null };
  const historiesOf = (...all: readonly Company[]) =>
    companyHistories(rule, 'acme', items(...all), DAY, { suppliers, rescorer, vocabulary });

  it('has each week the score of the nation where the company tells nothing of its own', async () => {
    const [history, ...others] = await historiesOf(company({ needs: [need('Ga')] }));
    expect([others.length, history?.line, history?.buyer, history?.points.length]).toEqual([
      0,
      'element:Ga',
      'JPN',
      53,
    ]);
    for (const { as_of, score } of [0, 20, 52].flatMap((week) => history?.points[week] ?? [])) {
      const found = await rescorer.find(
        { type: 'element', id: 'Ga', buyer: 'JPN' },
        { as_of, known_at: as_of, end_use: 'civil' },
      );
      expect(score).toBe(found?.document.score);
    }
    expect([history?.points[0]?.as_of, history?.points[52]?.as_of]).toEqual(['2025-10-02', DAY]);
  });

  it('of more elements than fit into an answer is refused with the number', async () => {
    const many = company({ needs: symbols.slice(0, 9).map((id) => need(id)) });
    await expect(historiesOf(many, many)).rejects.toThrow(
      'Its past takes 936 scores, 18 elements of lines in each of 52 weeks, and an answer may take 832',
    );
  });
});
