import { describe, expect, test } from 'vitest';
import { contextOfSignals, hazardSummary, type SummaryContext, supplierHazardSummary } from '#domain/explanations/driver-summary.ts';
import type { ActiveControlResult, HazardResult, RatedHazardResult, SupplierHazardResult } from '#domain/vocabulary/scoring-result.ts';
import { englishWith } from '#domain/words/english-language.ts';
import { message } from '#domain/words/message.ts';
import { rendered } from '#domain/words/render.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { readerNames } from '#test/builders/reader-names.ts';

const context: SummaryContext = {
  names: readerNames,
  buyer: 'JPN',
  supply: message('supply_at_stage', { element: 'Dy', stage: 'separation' }),
  countedSince: '2023',
  signalsUnknown: false,
};

const saidOf = (hazard: HazardResult, of: SummaryContext): string => rendered(hazardSummary(hazard, of), englishWith(of.names));
const saidOfSupplier = (hazard: SupplierHazardResult, of: SummaryContext): string =>
  rendered(supplierHazardSummary(hazard, of), englishWith(of.names));

/** The control of the worked example of the specification (section 13): q 0.644572, and the loss of both lasts 82.36 days. */
const control = (over: Partial<ActiveControlResult> = {}): ActiveControlResult => ({
  id: 'active_control:CHN',
  kind: 'active_control',
  a: 0.976,
  flow: 'A',
  pi_flow: 0.638976,
  pi_user: 0.662677,
  rho_user: 0.5,
  states: [],
  q: 0.644572,
  loss: 0.7528,
  tts_days: 82.36,
  Lambda: 1.034432,
  Lambda_base: 1.034432,
  Lambda_signals: {},
  Lambda_measures: { A: 0.5, B: 0.534432 },
  inside_365: 1,
  inside_90: 0.1,
  expected_days: 90,
  points: 58.7,
  ...over,
});

/** Its new control: two announcements since 2023, 0.311654 a year. */
const rated = (kind: RatedHazardResult['kind'], over: Partial<RatedHazardResult> = {}): RatedHazardResult => ({
  id: `${kind}:CHN`,
  kind,
  a: 0.976,
  rho: 0.65,
  spare: 0.0524,
  loss: 0.582,
  tts_days: 106.53,
  lambda_base: 0.311654,
  multiplier: 1,
  p_outlast: 0.72309,
  Lambda: 0.2252,
  Lambda_base: 0.2252,
  Lambda_signals: {},
  inside_365: 0.2,
  inside_90: 0.1,
  expected_days: 20,
  points: 12.78,
  ...over,
});

const summary = (over: Partial<ActiveControlResult>): string => saidOf(control(over), context);
const neverOut = { tts_days: null, p_outlast: 0, Lambda: 0, Lambda_base: 0 };

describe('a control in force', () => {
  test('says whose share, which measures, the largest first, how long the stock lasts and how likely a stop is that outlasts it', () => {
    expect(summary({})).toBe(
      "China, source of 98 % of Japan's dysprosium at the separation stage, controls exports: Ban on military users in Japan (2026-01-06); " +
        'Licence on seven rare earths (2025-04-04); if they bind the stock would last 82 days, and the chance that they start to bind and outlast it is 64 %.',
    );
  });

  test('of which nothing can come says that other sources make it good', () => {
    expect(summary({ Lambda: 0 })).toBe(
      "China, source of 98 % of Japan's dysprosium at the separation stage, has controls in place, but other sources and stock make it good.",
    );
  });

  test('of ore on its way names the country of the ore and the one whose plants it feeds', () => {
    expect(summary({ id: 'active_control:mine-MYS:CHN', Lambda_measures: { A: 1 } })).toBe(
      "China, whose ore plants in Malaysia turn into 98 % of Japan's dysprosium at the separation stage, controls exports: Licence on seven rare earths " +
        '(2025-04-04); if they bind the stock would last 82 days, and the chance that they start to bind and outlast it is 64 %.',
    );
  });

  test('of two origins at once names both', () => {
    const both = { id: 'active_control:CHN+MYS' };
    expect(summary(both)).toMatch(
      /^China and Malaysia at once, sources of 98 % of Japan's dysprosium at the separation stage, control exports: Ban/,
    );
    expect(summary({ ...both, Lambda: 0 })).toBe(
      "China and Malaysia at once, sources of 98 % of Japan's dysprosium at the separation stage, have controls in place, but other sources and stock make it good.",
    );
  });

  test('names two measures and counts the others; what is left of a suspended one is the same measure', () => {
    expect(summary({ Lambda_measures: { A: 0.1, 'A#residual': 0.3, B: 0.2 } })).toContain(
      'Licence on seven rare earths (2025-04-04); Ban on military users in Japan (2026-01-06); if they',
    );
    expect(summary({ Lambda_measures: { A: 0.1, B: 0.2, C: 0.05, D: 0.04 } })).toContain(
      'Ban on military users in Japan (2026-01-06); Licence on seven rare earths (2025-04-04); and 2 more; if they',
    );
    expect(summary({ Lambda_measures: { B: 0.1, A: 0.1 } })).toContain('exports: Licence on seven');
    expect(summary({ Lambda_measures: { A: 0.1, B: 0.1 } })).toContain('exports: Licence on seven');
  });

  test('cuts a title of more than ninety characters and no other', () => {
    const titled = (title: string): string =>
      saidOf(control({ Lambda_measures: { A: 1 } }), {
        ...context,
        names: { ...readerNames, measure: () => ({ title, from: '2025' }) },
      });
    expect(titled('x'.repeat(90))).toContain(`exports: ${'x'.repeat(90)} (2025); if`);
    expect(titled('x'.repeat(91))).toContain(`exports: ${'x'.repeat(89)}… (2025); if`);
    expect(titled(`${'x'.repeat(88)} yyy`)).toContain(`exports: ${'x'.repeat(88)}… (2025); if`);
  });
});

test('a control that is announced or suspended says that it may take effect, and how likely one outlasts the stock', () => {
  const scheduled = { id: 'scheduled_control:CHN', kind: 'scheduled_control', part: 'event', q: 0.154 } as const;
  expect(saidOf(control({ ...scheduled, Lambda_measures: { A: 0.2 } }), context)).toBe(
    "China, source of 98 % of Japan's dysprosium at the separation stage, has controls announced or suspended that may take effect: Licence on seven rare earths (2025-04-04); the chance that one does and outlasts the stock is 15 %.",
  );
  expect(saidOf(control({ ...scheduled, Lambda: 0, Lambda_measures: {} }), context)).toBe(
    "China, source of 98 % of Japan's dysprosium at the separation stage, has controls announced or suspended, but other sources and stock make it good.",
  );
});

describe('figures in a sentence', () => {
  test.each([
    [0, '0 %'],
    [0.0009, 'under 0.1 %'],
    [0.001, '0.1 %'],
    [0.0042, '0.4 %'],
    [0.01, '1 %'],
    [0.976, '98 %'],
  ])('a share of %f is %s', (a, written) => {
    expect(summary({ a })).toMatch(new RegExp(`^China, source of ${written} of`));
  });

  test.each([
    [0.2, '1 day,'],
    [1.4, '1 day,'],
    [1.6, '2 days,'],
    [729.4, '729 days,'],
    [730, '2 years,'],
    [1095.75, '3 years,'],
    [3652, '10 years,'],
    [175_000_000, 'more than ten years,'],
  ])('a stock of %f days lasts %s', (tts_days, written) => {
    expect(summary({ tts_days })).toContain(`the stock would last ${written}`);
  });
});

describe('a control that may come', () => {
  const said = (over: Partial<RatedHazardResult>, of = context): string => saidOf(rated('new_control', over), of);

  test('says how often one is expected, the record, and how many last longer than the stock', () => {
    expect(said({ events: 2 })).toBe(
      "China, source of 98 % of Japan's dysprosium at the separation stage, may impose another control (0.31 a year that bind are expected, after 2 announced since 2023 that hit Japan); " +
        'the stock would last 107 days, and 72 % of such cases last longer.',
    );
  });

  test.each([[{ events: 0 }], [{}]])('of a country without a record (%o) is not another one', (over) => {
    expect(said(over)).toContain(', may impose a control (0.31 a year that bind are expected);');
  });

  test('of origins that no table names begins with a capital, and with all of them together', () => {
    const names = { ...readerNames, country: (code: string) => (code === 'OTH' ? 'other origins' : readerNames.country(code)) };
    expect(said({ id: 'new_control:OTH' }, { ...context, names })).toMatch(/^Other origins, together source of 98 % of Japan's dysprosium/);
  });

  test('of the supply of a buyer in the plural has its apostrophe alone', () => {
    expect(said({}, { ...context, buyer: 'USA' })).toContain("of the United States' dysprosium");
  });

  test('that stock and other sources make good says so', () => {
    expect(said(neverOut)).toMatch(/; other sources and stock make it good\.$/);
  });

  test('says how far signals raise it, or that they are not known', () => {
    const raised = { Lambda: 0.27, Lambda_base: 0.225 };
    expect(said(raised)).toMatch(/last longer; military and coast guard signals raise this by 20 %\.$/);
    expect(said(raised, { ...context, signalsUnknown: true })).toMatch(
      /last longer; that the present state of the military signals is not known raises this by 20 %\.$/,
    );
  });

  test('says nothing of signals that raise it by less than half a percent', () => {
    expect(said({ Lambda: 1.004, Lambda_base: 1 })).toMatch(/last longer\.$/);
    expect(said({ Lambda: 1.00501, Lambda_base: 1 })).toMatch(/signals raise this by 0\.5 %\.$/);
  });
});

test('instability of an origin says which, how often, and how long the stock would last', () => {
  expect(saidOf(rated('origin_instability', { lambda_base: 0.00931 }), context)).toBe(
    "Political instability in China, source of 98 % of Japan's dysprosium at the separation stage, may stop deliveries (0.009 a year); " +
      'the stock would last 107 days, and 72 % of such cases last longer.',
  );
});

test('closed sea lanes say what they would hold up, and how far signals raise it', () => {
  const transit = rated('transit', { id: 'transit', a: 0.17, Lambda: 0.15, Lambda_base: 0.1 });
  expect(saidOf(transit, context)).toBe(
    "A closure of the sea lanes around Taiwan and the East China Sea would hold up 17 % of Japan's dysprosium at the separation stage; " +
      'the stock would last 107 days, and 72 % of such cases last longer; military and coast guard signals raise this by 50 %.',
  );
});

test('an outage is one of the largest plant', () => {
  const facility = rated('facility', { id: 'facility', a: 0.3 });
  expect(saidOf(facility, context)).toBe(
    "An outage of the largest single plant would take 30 % of Japan's dysprosium at the separation stage; " +
      'the stock would last 107 days, and 72 % of such cases last longer.',
  );
});

describe('of a supplier', () => {
  const ofSupplier: SummaryContext = { ...context, supply: 'Company of P' };
  const said = (hazard: SupplierHazardResult): string => saidOfSupplier(hazard, ofSupplier);
  const raised = { a: 0.6, Lambda: 0.3, Lambda_base: 0.2 };
  const raises = '; military and coast guard signals raise this by 50 %.';
  const lasts = 'the stock would last 107 days, and 72 % of such cases last longer';

  test('controls say what depends on the country and which they are, the largest first', () => {
    expect(said(control({ a: 0.6, element: 'Dy', stage: 'separation' }))).toBe(
      '60 % of the deliveries of Company of P to Japan depend on sites in China whose exports are controlled ' +
        '(Ban on military users in Japan (2026-01-06); Licence on seven rare earths (2025-04-04)); the chance that this binds and outlasts the stock is 64 %.',
    );
  });

  test('controls of which none stops anything name none', () => {
    const idle = { a: 0.6, q: 0, Lambda: 0, Lambda_base: 0, Lambda_measures: {}, loss: 0, tts_days: null };
    expect(said(control({ ...idle, element: 'Dy', stage: 'separation' }))).toBe(
      '60 % of the deliveries of Company of P to Japan depend on sites in China whose exports are controlled, but the controls stop none of them.',
    );
  });

  test('each rated hazard says what it would stop', () => {
    expect(said(rated('new_control', raised))).toBe(
      `A new export control by China would stop 60 % of the deliveries of Company of P (0.31 a year that bind are expected); ${lasts}${raises}`,
    );
    expect(said(rated('origin_instability', raised))).toBe(
      `Political instability in China would stop 60 % of the deliveries of Company of P; ${lasts}.`,
    );
    expect(said(rated('facility', { ...raised, id: 'facility:P1' }))).toBe(
      `An outage at plant P1 would stop 60 % of the deliveries of Company of P; ${lasts}.`,
    );
    expect(said(rated('transit', { ...raised, id: 'transit' }))).toBe(
      `A closure of the sea lanes around Taiwan and the East China Sea would hold up 60 % of the deliveries of Company of P; ${lasts}${raises}`,
    );
  });

  test('a rated hazard that reaches nothing says so: the method knows no other source that would make it good', () => {
    expect(said(rated('facility', { ...neverOut, a: 0, id: 'facility:P1' }))).toBe(
      'An outage at plant P1 would stop none of the deliveries of Company of P.',
    );
    expect(said(rated('transit', { ...neverOut, a: 0, id: 'transit' }))).toMatch(/would hold up none of the deliveries of Company of P\.$/);
  });

  test('a listing and a rule on content say what they reach and how likely a stop is that outlasts the stock', () => {
    const rule = {
      kind: 'active_control',
      a: 0.45,
      q: 0.5,
      p_outlast: 0.8,
      tts_days: 106.53,
      Lambda: 0.5,
      Lambda_base: 0.5,
      points: 30,
    } as const;
    const chance = 'the stock would last 107 days, and the chance that it binds and outlasts it is 50 %.';
    expect(said({ ...rule, id: 'listing', Lambda_signals: {} })).toBe(
      `Company of P or its customers are on a Chinese list that bars deliveries to them; ${chance}`,
    );
    expect(said({ ...rule, id: 'extraterritorial', Lambda_signals: {} })).toBe(
      `Chinese rules on foreign goods with Chinese content reach 45 % of the deliveries of Company of P; ${chance}`,
    );
  });
});

describe('a rule that finds no Chinese content', () => {
  const rule = { kind: 'active_control', a: 0, q: 0, p_outlast: 0, tts_days: null, Lambda: 0, Lambda_base: 0, points: 0 } as const;
  const said = (id: 'listing' | 'extraterritorial') =>
    saidOfSupplier({ ...rule, id, Lambda_signals: {} }, { ...context, supply: 'MP Materials' });

  test('stops nothing, and no other source makes anything good', () => {
    expect(said('listing')).toBe(
      'MP Materials or its customers are on a Chinese list that bars deliveries to them; ' +
        'no Chinese content of the deliveries of MP Materials is known, so it stops none of them.',
    );
    expect(said('extraterritorial')).toMatch(/^Chinese rules .* are in force; no Chinese content .* so it stops none of them\.$/);
  });
});

describe('the scene', () => {
  const fresh = { x: 0, age_days: 0 };

  test('counts announcements since the year of the method', () => {
    expect(contextOfSignals(null, goldenMethodology).countedSince).toBe(goldenMethodology.parameters.new_control_clock_start.slice(0, 4));
    expect(contextOfSignals(null, goldenMethodology).countedSince).toMatch(/^20\d\d$/);
  });

  test('has unknown signals only when none can be read', () => {
    expect(contextOfSignals(null, goldenMethodology).signalsUnknown).toBe(true);
    expect(contextOfSignals({ senkaku: fresh }, goldenMethodology).signalsUnknown).toBe(false);
    expect(contextOfSignals({ senkaku: fresh, carriers: fresh, taiwan_strait: fresh }, goldenMethodology).signalsUnknown).toBe(false);
  });
});
