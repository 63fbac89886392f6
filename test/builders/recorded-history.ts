import type {
  ControlEventRow,
  ControlOutcomeRow,
  EpisodeRow,
  ReferenceData,
} from '#domain/vocabulary/reference-data.ts';
import { aGovernance, anElement, aPolicy, aShare, referenceDataWith } from './reference-data.ts';

/** Licences on dysprosium from April 2025 that bound for 87 days. */
export const anEpisode = (id: string, over: Partial<EpisodeRow> = {}): EpisodeRow => ({
  row: `episode:${id}`,
  source: 'a publisher',
  source_url: null,
  date: '2025-04-04',
  quality: 'B',
  known_from: '2025-12-31',
  known_from_basis: 'source',
  note: null,
  id,
  event: `event of ${id}`,
  type: 'licence',
  hazard_type: 'licence',
  elements: ['Dy'],
  stages: ['separation'],
  origins: ['CHN'],
  buyers: ['ALL'],
  start: '2025-04-04',
  end: '2025-06-30',
  duration_days: 87,
  censored: false,
  halt_days: null,
  severity_trough: null,
  severity_mean: null,
  binding: 'yes',
  evidence: null,
  measures: [],
  in_fit: true,
  ...over,
});

/** A ban of Indonesia on nickel ore for everybody. */
export const aControlEvent = (id: string, over: Partial<ControlEventRow> = {}): ControlEventRow => ({
  row: `control-event:${id}`,
  source: 'a publisher',
  source_url: null,
  date: '2024-03-01',
  quality: 'B',
  known_from: '2024-03-01',
  known_from_basis: 'source',
  note: null,
  id,
  origin: 'IDN',
  actor_kind: 'government',
  goods: 'nickel ore',
  measure_type: 'ban',
  control_class: 'origin_ban',
  targets: ['ALL'],
  elements: ['Ni'],
  stages: ['mine'],
  announced: '2024-03-01',
  effective_from: '2024-03-01',
  effective_to: null,
  outcome: 'enforced',
  withdrawn_known_from: null,
  policy_id: null,
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
    episodes: [anEpisode('E12')],
    ...over,
  });
