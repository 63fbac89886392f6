import type { ShadowScoring } from '#domain/explanations/score-from-inputs.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';

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
