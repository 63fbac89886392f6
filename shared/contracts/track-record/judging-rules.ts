/**
 * The rules by which outcomes are judged. A published version is never edited: links of the chain name it by
 * its sha256.
 */
import type { JudgingRules } from '#domain/track-record/judging-rules.ts';
import rules200 from './judging-rules-2.0.0.json' with { type: 'json' };

/**
 * Every version that a run was ever published under, oldest first; the last one is pinned by the runs of this
 * code.
 */
export const JUDGING_RULES: readonly [JudgingRules, ...JudgingRules[]] = [rules200 as JudgingRules];
