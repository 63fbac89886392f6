/**
 * Takes the place of `reference-index.ts` in the test files while mutants are tried. An index remembers what was worked out from it, and tests
 * share indexes: what was remembered before a mutant would hide it, and what it leaves behind would fail the next. Here an index is built anew after
 * each `forgetIndexes`.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReferenceIndex } from '#domain/facts/reference-index.ts';

type ReferenceIndexModule = typeof import('#domain/facts/reference-index.ts');
// From the folder of the run: Stryker keeps the code with mutants in another one than this file.
const original: ReferenceIndexModule = await import(pathToFileURL(resolve('shared/domain/facts/reference-index.ts')).href);

let generation = 0;

/** All indexes are built anew when they are next asked. */
export function forgetIndexes(): void {
  generation += 1;
}

export const { elementIds } = original;

export const indexReferenceData: ReferenceIndexModule['indexReferenceData'] = (...facts) => {
  let index = original.indexReferenceData(...facts);
  let builtFor = generation;
  const current = (): ReferenceIndex => {
    if (builtFor !== generation) index = original.indexReferenceData(...facts);
    builtFor = generation;
    return index;
  };
  const parts = Object.keys(index)
    .filter((part) => part !== 'asKnown')
    .map((part) => [part, { enumerable: true, get: () => current()[part as keyof ReferenceIndex] }] as const);
  const standIn = Object.defineProperties({}, Object.fromEntries(parts)) as ReferenceIndex;
  // An index that is the same on every day returns itself: here that is the stand-in.
  const asKnown: ReferenceIndex['asKnown'] = (knownAt) => {
    const known = current().asKnown(knownAt);
    return known === current() ? standIn : known;
  };
  return Object.defineProperty(standIn, 'asKnown', { enumerable: true, value: asKnown });
};
