import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';

/** Published links name these hashes: a new version gets a line. */
const PUBLISHED: Readonly<Record<string, string>> = {
  '2.0.0': '396b8a5c206628deff2ad11b1f6a04d20342ba4d308f871e2bea70b05d34985b',
};

it('never edits a published version of the judging rules', () => {
  const hashes = JUDGING_RULES.map((rules) => [
    rules.version,
    createHash('sha256').update(canonicalJson(rules)).digest('hex'),
  ]);
  expect(Object.fromEntries(hashes)).toEqual(PUBLISHED);
});
