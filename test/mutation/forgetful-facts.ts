/**
 * Takes the place of `facts.ts` in the test files while mutants are tried. An index remembers what was worked out from it, and tests share indexes:
 * what was remembered before a mutant would hide it, and what it leaves behind would fail the next. Here indexes, and their days, are made anew after
 * each `forgetIndexes`.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FactIndex } from '#domain/method/facts.ts';

type FactsModule = typeof import('#domain/method/facts.ts');
// From the folder of the run: Stryker keeps the code with mutants in another one than this file.
const original: FactsModule = await import(pathToFileURL(resolve('shared/domain/method/facts.ts')).href);

let generation = 0;

/** All indexes are made anew when they are next asked. */
export function forgetIndexes(): void {
  generation += 1;
}

/** A stand-in for what `make` gives, which is made again in every generation. */
function renewed<Value extends object>(make: () => Value): Value {
  let made = make();
  let madeIn = generation;
  return new Proxy(made, {
    get(_target, name) {
      if (madeIn !== generation) made = make();
      madeIn = generation;
      return Reflect.get(made, name, made);
    },
  });
}

export const { elementIds } = original;

export function indexFacts(...facts: Parameters<FactsModule['indexFacts']>): FactIndex {
  const index = renewed(() => original.indexFacts(...facts));
  return { ...index, on: (...day) => renewed(() => index.on(...day)) };
}
