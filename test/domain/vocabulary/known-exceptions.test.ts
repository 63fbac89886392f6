import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { KNOWN_EXCEPTIONS } from '#domain/vocabulary/score-document.ts';

it('the documentation lists the same exceptions that every recomputed answer does', () => {
  const page = readFileSync('docs/time.md', 'utf8');
  const listed = [...page.matchAll(/^- (.+)$/gm)].map(([, text]) => text);
  expect(listed).toEqual(KNOWN_EXCEPTIONS);
});
