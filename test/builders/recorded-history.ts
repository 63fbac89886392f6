import type { Report } from '#domain/outcomes/shortage-states.ts';
import type { ControlOutcomeRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { aGovernance, anElement, aPolicy, aShare, referenceDataWith } from './reference-data.ts';

/** A user in Japan that stood for want of dysprosium in May 2027. */
export const aReport = (id: string, over: Partial<Report> = {}): Report => ({
  id,
  elements: ['Dy'],
  buyer: 'JPN',
  begins: '2027-05-01',
  ends: '2027-05-31',
  kind: 'production_stopped',
  severity: 'high',
  speaks_for: 'user',
  quality: 'B',
  known_from: '2027-06-01',
  ...over,
});

/** A look at dysprosium under a licence, half a year on: below. */
export const aControlOutcome = (id: string, over: Partial<ControlOutcomeRow> = {}): ControlOutcomeRow => ({
  row: `control-outcome:${id}`,
  source: 'a publisher',
  source_url: null,
  date: '2025-10-01',
  quality: 'B',
  known_from: '2025-11-01',
  known_from_basis: 'source',
  note: null,
  id,
  measure: 'CN-X',
  elements: ['Dy'],
  stages: ['separation'],
  buyer: 'ALL',
  origin: 'CHN',
  seen_from: null,
  seen_to: '2025-10-01',
  below: true,
  episode: null,
  ...over,
});

/** Two elements that China dominates, one licence on dysprosium; nothing else. */
export const smallHistory = (over: Partial<ReferenceData> = {}): ReferenceData =>
  referenceDataWith({
    elements: [anElement('Dy'), anElement('Ga')],
    shares: [
      aShare('Dy', 'separation', 'CHN', 0.9),
      aShare('Dy', 'separation', 'MYS', 0.1),
      aShare('Ga', 'refining', 'CHN', 1),
    ],
    governance: [aGovernance('CHN', { wgi_mean: -0.3 }), aGovernance('MYS')],
    policy: [aPolicy('CN-2025-18')],
    ...over,
  });
