/** A published version is never edited: links of the chain name it by its sha256. */
import type { JudgingRules } from '#domain/track-record/judging-rules.ts';
import rules200 from './judging-rules-2.0.0.json' with { type: 'json' };

/** Oldest first; this code pins the last. */
export const JUDGING_RULES: readonly [JudgingRules, ...JudgingRules[]] = [rules200 as JudgingRules];
