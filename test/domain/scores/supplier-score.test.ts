import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { newControlEffectOf } from '#domain/vocabulary/methodology.ts';
import type { Measure, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { ScoredSupplier } from '#domain/vocabulary/scoring-result.ts';
import { anySupplierInputs } from '#test/builders/any-element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';
import { aLicence, aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

const { parameters } = goldenMethodology;

function scored(inputs: SupplierInputs): ScoredSupplier {
  const result = scoreSupplier(inputs, goldenMethodology);
  if (result.score === null) throw new Error('expected a score');
  return result;
}

const hazardIds = (inputs: SupplierInputs): readonly string[] => scored(inputs).hazards.map(({ id }) => id);
const hazard = (inputs: SupplierInputs, id: string) => {
  const found = scored(inputs).hazards.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no hazard ${id}`);
  return found;
};

const contentRule = (id: string, change: Partial<Measure> = {}): Measure =>
  aLicence({
    id,
    control_class: 'extraterritorial_licence',
    applies: [{ elements: ['Dy'], stages: ['magnet'] }],
    known_from: '2025-12-01',
    ...change,
  });

describe('which hazards a supplier has', () => {
  test('without a measure there is no active control, and every site and country has its rated hazards', () => {
    const sites = { P: aSite({ weight: 1, feeds: [{ site: 'C' }] }), C: aSite({ country: 'CHN' }) };
    expect(hazardIds(someSupplier({ sites }))).toEqual([
      'facility:C',
      'facility:P',
      'new_control:CHN',
      'new_control:MYS',
      'origin_instability:CHN',
      'origin_instability:MYS',
      'transit',
    ]);
  });

  test('a measure that reaches no delivery is not listed', () => {
    const sites = { P: aSite({ weight: 1 }), C: aSite({ country: 'CHN' }) };
    expect(hazardIds(someSupplier({ sites, measures: [aLicence()] }))).not.toContain('active_control:CHN');
  });

  test('a measure on another element or stage of the same country is not listed', () => {
    const sites = { P: aSite({ weight: 1, country: 'CHN' }) };
    const elsewhere = [
      aLicence({
        applies: [
          { elements: ['Nd'], stages: ['refining'] },
          { elements: ['Dy'], stages: ['magnet'] },
        ],
      }),
    ];
    expect(hazardIds(someSupplier({ sites, measures: elsewhere }))).not.toContain('active_control:CHN');
    expect(hazardIds(someSupplier({ sites, measures: [aLicence()] }))).toContain('active_control:CHN');
  });

  test("the buyer's own sites are hit by unrest and outages, but by no border and no lane", () => {
    const sites = { P: aSite({ weight: 1, country: 'JPN' }) };
    const home = someSupplier({ sites, measures: [aLicence({ origins: ['JPN'] })] });
    expect(hazardIds(home)).toEqual(['facility:P', 'origin_instability:JPN', 'transit']);
    expect(hazard(home, 'transit').a).toBe(0);
  });

  test("for the European Union every member is the buyer's own country", () => {
    const sites = { P: aSite({ weight: 1, country: 'FRA' }), Q: aSite({ weight: 1, country: 'NOR' }) };
    const union = someSupplier({ buyer: 'EUU', sites });
    expect(hazardIds(union).filter((id) => id.startsWith('new_control'))).toEqual(['new_control:NOR']);
    expect(hazardIds(union).filter((id) => id.startsWith('origin_instability'))).toEqual([
      'origin_instability:FRA',
      'origin_instability:NOR',
    ]);
  });

  test('transit counts the delivering sites abroad by weight, lanes and sea share, not those that feed them', () => {
    const sites = {
      P: aSite({ weight: 3 }),
      Q: aSite({ weight: 1, country: 'JPN', feeds: [{ site: 'C' }] }),
      C: aSite({ country: 'CHN' }),
    };
    // transit_rho JPN 0.5 x 3/4 x through the lanes from South-East Asia 0.85 x sea fraction of separation 0.65
    expect(hazard(someSupplier({ sites }), 'transit').a).toBeCloseTo(0.5 * 0.75 * 0.85 * 0.65, 15);
  });

  test('the control is judged at the pair of element and stage where it bites most, the first in byte order on a tie', () => {
    const sites = { P: aSite({ weight: 1, country: 'CHN', elements: ['Tb', 'Dy'] }) };
    const both = [aLicence({ applies: [{ elements: ['Dy', 'Tb'], stages: ['refining'] }] })];
    expect(hazard(someSupplier({ sites, measures: both }), 'active_control:CHN')).toMatchObject({
      element: 'Dy',
      stage: 'separation',
      a: 1,
    });
    const tbMore = [
      aLicence({
        applies: [
          { elements: ['Dy'], stages: ['refining'], coverage: 0.5 },
          { elements: ['Tb'], stages: ['refining'] },
        ],
      }),
    ];
    expect(hazard(someSupplier({ sites, measures: tbMore }), 'active_control:CHN')).toMatchObject({ element: 'Tb' });
  });

  test('a country that stands in the chain twice is hit once', () => {
    const sites = { P: aSite({ weight: 1, country: 'CHN', feeds: [{ site: 'C' }] }), C: aSite({ country: 'CHN' }) };
    expect(hazard(someSupplier({ sites }), 'new_control:CHN').a).toBeCloseTo(newControlEffectOf('default', parameters).rho, 15);
  });

  test('the rate of a new control is the largest over elements and stages of the country', () => {
    const sites = { P: aSite({ weight: 1, country: 'CHN', elements: ['Dy', 'Nd'] }) };
    const rate = (measures: readonly Measure[]) => {
      const found = hazard(someSupplier({ sites, measures }), 'new_control:CHN');
      return 'lambda_base' in found ? found.lambda_base : 0;
    };
    const two = [aLicence(), aLicence({ id: 'B', known_from: '2025-10-09', applies: [{ elements: ['Nd'], stages: ['refining'] }] })];
    expect(rate(two)).toBeCloseTo(rate([aLicence()]), 15);
    expect(rate([aLicence(), aLicence({ id: 'B', known_from: '2025-10-09' })])).toBeGreaterThan(rate(two));
  });
});

describe('entity lists and content', () => {
  test('a listing without content is taken at the default content, one with no Chinese content stops nothing', () => {
    const unknown = hazard(someSupplier({ listing: { class: 'control_list', china_content: null } }), 'listing');
    expect(unknown.a).toBeCloseTo(parameters.supplier.default_china_content, 15);
    const none = hazard(someSupplier({ listing: { class: 'control_list', china_content: 0 } }), 'listing');
    expect(none).toMatchObject({ a: 0, tts_days: null, q: 0, Lambda: 0, points: 0 });
  });

  test('the watch list stops less and binds less often than the control list', () => {
    const listed = (list: string) => hazard(someSupplier({ listing: { class: list, china_content: 0.5 } }), 'listing').Lambda;
    expect(listed('watch_list')).toBeLessThan(listed('control_list'));
  });

  test('the content rule asks for the threshold of 0.1 %', () => {
    const measures = [contentRule('X')];
    const ids = (china_content: number | null) => hazardIds(someSupplier({ measures, china_content }));
    expect(ids(0.001)).toContain('extraterritorial');
    expect(ids(0.000999)).not.toContain('extraterritorial');
    expect(ids(null)).not.toContain('extraterritorial');
  });

  test('the content of a listing goes before that of the supplier, also when it is said to be unknown', () => {
    const measures = [contentRule('X')];
    const of = (listing: NonNullable<SupplierInputs['listing']>) => someSupplier({ measures, china_content: 0.5, listing });
    const rho = parameters.control_class.extraterritorial_licence?.rho ?? 0;
    expect(hazard(of({ class: 'watch_list', china_content: 0.2 }), 'extraterritorial').a).toBeCloseTo(rho * 0.2, 15);
    expect(hazard(of({ class: 'watch_list' }), 'extraterritorial').a).toBeCloseTo(rho * 0.5, 15);
    expect(hazardIds(of({ class: 'watch_list', china_content: null }))).not.toContain('extraterritorial');
  });

  test('of two equally likely content rules the later id counts, of two others the likelier', () => {
    const a = (measures: readonly Measure[]) => hazard(someSupplier({ measures, china_content: 1 }), 'extraterritorial').a;
    const half = [{ elements: ['Dy'], stages: ['magnet'], coverage: 0.5 }];
    expect(a([contentRule('X'), contentRule('Y', { applies: half })])).toBeCloseTo(0.25, 15);
    expect(a([contentRule('X', { applies: half }), contentRule('Y')])).toBeCloseTo(0.5, 15);
    expect(a([contentRule('X'), contentRule('Y', { applies: half, known_from: '2024-01-01' })])).toBeCloseTo(0.5, 15);
  });

  test('the later id counts with a state and an event too, in whatever order the elements name the rules', () => {
    const onOne = (id: string, element: string, coverage: number) =>
      contentRule(id, { applies: [{ elements: [element], stages: ['refining'], coverage }] });
    const measures = [onOne('X', 'Tb', 0.5), onOne('Y', 'Dy', 1)];
    const rho = stateAndEventMethodology.parameters.control_class.extraterritorial_licence?.rho ?? Number.NaN;
    for (const elements of [
      ['Dy', 'Tb'],
      ['Tb', 'Dy'],
    ]) {
      const result = scoreSupplier(someSupplier({ measures, china_content: 0.8, elements }), stateAndEventMethodology);
      if (result.score === null) throw new Error('expected a score');
      expect(result.hazards.find(({ id }) => id === 'extraterritorial')?.a).toBeCloseTo(rho * 0.8, 14);
    }
  });

  test('of one content rule the stage counts where it covers most', () => {
    const covers = (separation: number, magnet: number) => {
      const applies = [
        { elements: ['Dy'], stages: ['separation'], coverage: separation },
        { elements: ['Dy'], stages: ['magnet'], coverage: magnet },
      ];
      return hazard(someSupplier({ measures: [contentRule('X', { applies })], china_content: 1 }), 'extraterritorial').a;
    };
    expect([covers(1, 0.5), covers(0.5, 1)]).toEqual([0.5, 0.5]);
  });

  test('a content rule of any origin and stage counts, but only for an element of the supplier', () => {
    const rule = contentRule('X', { origins: ['RUS'], applies: [{ elements: ['Nd'], stages: ['mine'] }] });
    const ids = (elements: readonly string[] | null) => hazardIds(someSupplier({ measures: [rule], china_content: 1, elements }));
    expect(ids(['Dy', 'Nd'])).toContain('extraterritorial');
    expect(ids(['Dy'])).not.toContain('extraterritorial');
    expect(ids(null)).not.toContain('extraterritorial');
  });

  test('what stays of a suspended content rule is of another class and does not count', () => {
    const suspended = contentRule('X', { suspended_from: '2026-01-01', suspended_to: '2028-01-01', residual_class: 'end_use_defence' });
    expect(hazardIds(someSupplier({ measures: [suspended], china_content: 1 }))).not.toContain('extraterritorial');
  });
});

describe('cover', () => {
  test("unknown cover is the buyer's median, and no cover is the floor of a week", () => {
    const tts = (cover_days: number | null) => hazard(someSupplier({ cover_days }), 'facility:P').tts_days;
    expect(tts(null)).toBe(62);
    expect(tts(0)).toBe(7);
  });
});

describe('properties of a supplier score', () => {
  const suppliers = anySupplierInputs(goldenMethodology);
  const scoreOf = (inputs: SupplierInputs) => scoreSupplier(inputs, goldenMethodology).score ?? -1;

  test('is in [0, 100), its contributions and the signal parts sum up, and signals only add', () => {
    fc.assert(
      fc.property(suppliers, (inputs) => {
        const result = scoreSupplier(inputs, goldenMethodology);
        if (result.score === null) return;
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThan(100);
        expect(Math.abs(Object.values(result.contributions).reduce((sum, points) => sum + points, 0) - result.score)).toBeLessThan(1e-9);
        expect(result.score_without_signals).toBeLessThanOrEqual(result.score + 1e-12);
        for (const { Lambda, Lambda_base, Lambda_signals } of result.hazards) {
          const signals = Object.values(Lambda_signals).reduce((sum, part) => sum + part, 0);
          expect(Math.abs(Lambda_base + signals - Lambda)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test('is never raised by more cover', () => {
    fc.assert(
      fc.property(suppliers, fc.double({ min: 0, max: 300, noNaN: true }), (inputs, more) => {
        const cover = inputs.cover_days ?? 10;
        expect(scoreOf({ ...inputs, cover_days: cover + more })).toBeLessThanOrEqual(scoreOf({ ...inputs, cover_days: cover }) + 1e-9);
      }),
    );
  });

  test('is never lowered by a further feed', () => {
    fc.assert(
      fc.property(suppliers, fc.boolean(), (inputs, essential) => {
        const [id, site] = Object.entries(inputs.sites).find(([, one]) => (one.weight ?? 0) > 0) ?? [];
        if (id === undefined || site === undefined) return;
        const feeds = [...(site.feeds ?? []), { site: 'new', dependency: 0.5, essential }];
        const more = { ...inputs, sites: { ...inputs.sites, new: aSite({ country: 'CHN' }), [id]: { ...site, feeds } } };
        expect(scoreOf(more)).toBeGreaterThanOrEqual(scoreOf(inputs) - 1e-9);
      }),
    );
  });

  test('does not depend on the order of sites and measures, nor on the scale of the weights', () => {
    fc.assert(
      fc.property(suppliers, fc.double({ min: 0.01, max: 1000, noNaN: true }), (inputs, scale) => {
        const sites = Object.entries(inputs.sites).map(([id, site]) => [id, { ...site, weight: (site.weight ?? 0) * scale }] as const);
        const turned = { ...inputs, sites: Object.fromEntries(sites.reverse()), measures: [...(inputs.measures ?? [])].reverse() };
        expect(Math.abs(scoreOf(turned) - scoreOf(inputs))).toBeLessThan(1e-9);
      }),
    );
  });

  test('goes to 0 with the horizon, apart from a list that holds already', () => {
    fc.assert(
      fc.property(suppliers, (inputs) => {
        const result = scoreSupplier({ ...inputs, horizon_days: 0, listing: null }, goldenMethodology);
        expect(result.score ?? 0).toBeCloseTo(0, 9);
      }),
    );
  });
});
