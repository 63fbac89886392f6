/** The methodology with a state and an event that the back-test judges: the one that ships, or until it ships the specified one. */
import { createHash } from 'node:crypto';
import type { JudgedMethodology } from '#domain/back-test/back-test.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { MethodologyDocument, ParameterEntries, Parameters } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import specified from '#functions/reference-build/registry/methodology-2.0.0.json' with { type: 'json' };

interface SpecifiedChanges {
  readonly version: string;
  readonly of: string;
  readonly date: string;
  readonly title: string;
  readonly note: string;
  readonly dropped_parameters: readonly (keyof Parameters)[];
  readonly amendments: readonly { readonly parameters: Partial<ParameterEntries> }[];
}

/** The base with the parameters of the specification in place of its own. */
function composed(base: MethodologyDocument, changes: SpecifiedChanges): MethodologyDocument {
  const { version, date, title, note, dropped_parameters: dropped, amendments } = changes;
  const changed: Record<string, unknown> = Object.assign({}, base.parameters, ...amendments.map(({ parameters }) => parameters));
  const parameters = Object.fromEntries(Object.entries(changed).filter(([name]) => !dropped.some((one) => one === name)));
  return { ...base, version, date, title, note, status: 'shadow', parameters: parameters as unknown as ParameterEntries };
}

/** Throws when the version that it amends does not ship. */
export function stateAndEventMethodology(): JudgedMethodology {
  const changes = specified as unknown as SpecifiedChanges;
  const published = bundledMethodologies.get(changes.version);
  if (published !== undefined) return published;
  const base = bundledMethodologies.get(changes.of)?.document;
  if (base === undefined) throw new Error(`${changes.version} amends ${changes.of}, which does not ship`);
  const document = composed(base, changes);
  return { document, sha256: createHash('sha256').update(canonicalJson(document)).digest('hex') };
}

/** Versions whose parts are judged apart: the first, the last before, and the one with a state and an event. */
export function methodologiesJudgedApart(): readonly JudgedMethodology[] {
  const earlier = ['1.0.0', '1.1.0'].flatMap((version) => bundledMethodologies.get(version) ?? []);
  return [...earlier, stateAndEventMethodology()];
}
