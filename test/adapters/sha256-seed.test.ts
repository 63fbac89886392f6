import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';

test('the seed is the first four bytes, big endian, of the sha256 of the text', () => {
  // SHA-256 of "abc" begins ba7816bf (FIPS 180-4).
  expect(sha256Seed('abc')).toBe(0xba7816bf);
  for (const text of ['', '1.0.0|common|0', '1.0.0|Dy|JPN|1999|rate:CHN', 'Säure']) {
    expect(sha256Seed(text)).toBe(createHash('sha256').update(text, 'utf8').digest().readUInt32BE(0));
  }
});
