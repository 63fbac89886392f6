import { createHash } from 'node:crypto';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
console.log(createHash('sha256').update(canonicalJson(JUDGING_RULES[0])).digest('hex'));
