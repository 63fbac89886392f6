import type { ShadowScoring } from '#domain/explanations/score-from-inputs.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { type Methodology, type MethodologyDocument, methodologyOf } from '#domain/vocabulary/methodology.ts';

/**
 * Do two methodologies read the same inputs from the facts? True when they differ in nothing but the weights of signals. One that reads its
 * own is scored from its own inputs, and an explanation carries what is different in them.
 */
function readsSameInputs(one: MethodologyDocument, other: MethodologyDocument): boolean {
  const read = ({ parameters: { beta: _weights, ...parameters }, groups, measure_map, relief_map }: MethodologyDocument): string =>
    canonicalJson({ parameters, groups, measure_map, relief_map });
  return read(one) === read(other);
}

/**
 * The other methodologies of a run, by version in byte order: those that score its own inputs, and those that read the facts their own way. Of
 * several that read them in one other way the first speaks for all: variants of a methodology are alternatives of that one only.
 */
export function otherMethodologies(
  published: MethodologyDocument,
  others: readonly MethodologyDocument[],
): { readonly alternatives: readonly Methodology[]; readonly shadows: readonly MethodologyDocument[] } {
  const ordered = others.filter(({ version }) => version !== published.version).sort((a, b) => (a.version < b.version ? -1 : 1));
  return {
    alternatives: ordered.filter((other) => readsSameInputs(published, other)).map(methodologyOf),
    shadows: ordered.filter(
      (other, at) => !readsSameInputs(published, other) && !ordered.slice(0, at).some((earlier) => readsSameInputs(earlier, other)),
    ),
  };
}

/**
 * The inputs of a methodology in shadow that differ from the published inputs, so that an explanation can carry them and the score can be
 * recomputed from it.
 */
export function shadowInputs<Inputs extends object>(published: Inputs, own: Inputs): Partial<Inputs> {
  const before = published as Readonly<Record<string, unknown>>;
  const changed = Object.entries(own).filter(([name, value]) => canonicalJson(value) !== canonicalJson(before[name]));
  return Object.fromEntries(changed) as Partial<Inputs>;
}

/** Version -> changed fields, as explanations publish them. */
export function publishedShadows(shadows: readonly ShadowScoring<object>[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(shadows.map(({ methodology, inputs }) => [methodology.version, inputs]));
}
