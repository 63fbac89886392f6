import { type Methodology, methodologyOf, type ParameterEntries } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import amendments from '#functions/reference-build/registry/methodology-2.0.0.json' with { type: 'json' };

const base = bundledMethodologies.get(amendments.of)?.document;
if (base === undefined) throw new Error(`methodology ${amendments.of} ships`);

/** Methodology 2.0.0 with its own rows of the policy table: the one it amends, and all that its document changes in it. */
export const stateAndEventMethodology: Methodology = methodologyOf({
  ...base,
  version: amendments.version,
  parameters: Object.fromEntries(
    Object.entries(
      Object.assign({}, base.parameters, ...amendments.amendments.map(({ parameters }) => parameters)) as ParameterEntries,
    ).filter(([name]) => !amendments.dropped_parameters.includes(name)),
  ) as unknown as ParameterEntries,
});
