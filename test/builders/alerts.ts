import type { FiredAlert } from '#contracts/api/alerts.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { PUBLISHED_CAUSES } from '#domain/explanations/changes/change-attribution.ts';

/** A rule that tells of every crossing of a band by an element for Japan, with what a test changes. */
export const anyRule = (changed: Partial<AlertRule>): AlertRule => ({
  name: 'Any element for Japan',
  subjects: { type: 'element', ids: null },
  chance: 'score',
  figure: null,
  materials: null,
  buyers: ['JPN'],
  when: {
    any_move: false,
    at_or_above: null,
    band_crossing: true,
    jump: null,
    measure_in_force: false,
    expiry_within_days: null,
  },
  direction: 'either',
  min_points: 0,
  causes: PUBLISHED_CAUSES,
  enabled: true,
  ...changed,
});

/** An alert of a rule, with what a test changes. */
export const firedAlert = (changed: Partial<FiredAlert> = {}): FiredAlert => ({
  id: 'alert_0123456789abcdefghijkl',
  rule: { id: 'dy', name: 'Dysprosium', version: 1 },
  conditions: ['band_crossing'],
  subject: { type: 'element', id: 'Dy', name: 'dysprosium' },
  buyer: 'JPN',
  change: {
    seq: 2000001,
    chance: 'score',
    score_before: 78,
    score_after: 81,
    delta: 3,
    counted: 3,
    band_before: 'high',
    band_after: 'critical',
  },
  measure: null,
  figure: null,
  summary: 'Dysprosium for Japan rose by 3.00 to 81.00, now critical instead of high.',
  more: 0,
  run_id: 'r0000000002',
  as_of: '2026-10-02',
  fired_at: '2026-10-02T18:30:00.000Z',
  links: { about: '/v1/elements/Dy/explanation?buyer=JPN' },
  ...changed,
});
