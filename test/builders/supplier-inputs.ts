import type { Measure, SupplierInputs, SupplierSite } from '#domain/vocabulary/scoring-inputs.ts';

/** A site; by default a Malaysian separation plant of Dy that only feeds. */
export const aSite = (change: Partial<SupplierSite> = {}): SupplierSite => ({
  country: 'MYS',
  stage: 'separation',
  elements: ['Dy'],
  ...change,
});

/** A supplier of one delivering site for Japan on 2026-10-01, calm signals, 60 days of cover. */
export const someSupplier = (change: Partial<SupplierInputs> = {}): SupplierInputs => ({
  buyer: 'JPN',
  as_of: '2026-10-01',
  sites: { P: aSite({ weight: 1 }) },
  elements: ['Dy'],
  cover_days: 60,
  signals: { senkaku: { x: 0, age_days: 0 }, taiwan_strait: { x: 0, age_days: 0 }, carriers: { x: 0, age_days: 0 } },
  governance: {},
  measures: [],
  reliefs: [],
  ...change,
});

/** A Chinese licence on separated Dy for every buyer since April 2025. */
export const aLicence = (change: Partial<Measure> = {}): Measure => ({
  id: 'A',
  control_class: 'licence',
  origins: ['CHN'],
  targets: ['ALL'],
  applies: [{ elements: ['Dy'], stages: ['refining'] }],
  known_from: '2025-04-04',
  ...change,
});
