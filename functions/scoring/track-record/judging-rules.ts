import { createHash } from 'node:crypto';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { JudgingRules } from '#domain/track-record/judging-rules.ts';

/** Lower-case hexadecimal SHA-256 of the UTF-8 bytes of a text. */
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

interface PinnedRules {
  readonly rules: JudgingRules;
  readonly sha256: string;
}

const pinned = (rules: JudgingRules): PinnedRules => ({ rules, sha256: sha256Of(canonicalJson(rules)) });

/** The rules that runs of this code are judged by. */
export const rulesOfToday = (): PinnedRules => pinned(JUDGING_RULES.at(-1) ?? JUDGING_RULES[0]);

/** The rules that a link names. Throws when they are not part of this code: it is older than the code that published the run. */
export function rulesWith(sha256: string): JudgingRules {
  const found = JUDGING_RULES.map(pinned).find((one) => one.sha256 === sha256);
  if (found === undefined) throw new Error(`judging rules with sha256 ${sha256} are not part of this code: deploy the newest version`);
  return found.rules;
}
