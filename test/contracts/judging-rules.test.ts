import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';

/**
 * Published links name these hashes: an edit of a published version is a mistake, and a new version gets a
 * line.
 */
const PUBLISHED: Readonly<Record<string, string>> = {
  '1.0.0': '96ae5aebdb17df2b36c7f19fcd3c1515ee0277b95a8610ad422598b81e280d6b',
};

it('never edits a published version of the judging rules', () => {
  const hashes = JUDGING_RULES.map((rules) => [
    rules.version,
    createHash('sha256').update(canonicalJson(rules)).digest('hex'),
  ]);
  expect(Object.fromEntries(hashes)).toEqual(PUBLISHED);
});
