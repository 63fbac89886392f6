/** The inputs of the back-test and their hash: a report whose hash differs from that of the facts is out of date. */
import { createHash } from 'node:crypto';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import type { JudgedMethodology } from '#domain/back-test/back-test.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { JudgingRules } from '#domain/track-record/judging-rules.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';

/** Tables that no forecast of any methodology and no outcome reads. */
export const UNUSED_TABLES: readonly string[] = ['ore_composition', 'exercises'];

/** Replays are judged by the rules that the runs of today are pinned with. */
export const OUTCOME_RULES: JudgingRules = JUDGING_RULES.at(-1) ?? JUDGING_RULES[0];

/** Every published methodology, the base version first. */
export function judgedMethodologies(): readonly [JudgedMethodology, ...JudgedMethodology[]] {
  const [base, ...others] = [...bundledMethodologies.values()];
  if (base === undefined) throw new Error('no methodology ships with this version');
  return [base, ...others];
}

/** Versions whose parts are judged apart: before, and the one with a state and an event last. Throws when one does not ship. */
export function methodologiesJudgedApart(): readonly [JudgedMethodology, JudgedMethodology, JudgedMethodology] {
  const shipped = (version: string): JudgedMethodology => {
    const found = bundledMethodologies.get(version);
    if (found === undefined) throw new Error(`methodology ${version} does not ship with this version`);
    return found;
  };
  return [shipped('1.0.0'), shipped('1.1.0'), shipped('2.0.0')];
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Hash of the facts, of the methodology that is tested in full (the others carry their own), and of the rules by which outcomes are judged, by
 * their version and content.
 */
export function backTestInputsSha256(data: ReferenceData, base: JudgedMethodology, rules: JudgingRules = OUTCOME_RULES): string {
  const tables = Object.fromEntries(Object.entries(data).filter(([table]) => !UNUSED_TABLES.includes(table)));
  const judgingRules = { version: rules.version, sha256: sha256Of(canonicalJson(rules)) };
  return sha256Of(canonicalJson({ tables, methodology: base.sha256, judging_rules: judgingRules }));
}
