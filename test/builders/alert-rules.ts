import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { PUBLISHED_CAUSES } from '#domain/explanations/changes/change-attribution.ts';

/** Lower bounds of the bands in every methodology so far. */
export const BANDS = [20, 40, 60, 80];

/** A rule that tells of every crossing of a band by an element for Japan, with what a test changes. */
export const anyRule = (changed: Partial<AlertRule>): AlertRule => ({
  name: 'Any element for Japan',
  subjects: { type: 'element', ids: null },
  buyers: ['JPN'],
  when: { any_move: false, band_crossing: true, jump: null, measure_in_force: false, expiry_within_days: null },
  direction: 'either',
  min_points: 0,
  causes: PUBLISHED_CAUSES,
  enabled: true,
  ...changed,
});
