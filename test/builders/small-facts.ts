import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import type { InputSnapshots } from '#functions/ports/input-snapshots.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import type { ScoringParts } from '#functions/scoring/scoring-ports.ts';

/** The shipped methodologies with fewer draws: the same code, seconds less. */
export function methodologiesWithDraws(draws: number): typeof bundledMethodologies {
  return new Map(
    [...bundledMethodologies].map(([version, { document }]) => {
      const { sampling } = document.parameters;
      const fewer: MethodologyDocument = {
        ...document,
        parameters: { ...document.parameters, sampling: { ...sampling, value: { ...sampling.value, draws } } },
      };
      return [version, { document: fewer, sha256: createHash('sha256').update(canonicalJson(fewer)).digest('hex') }];
    }),
  );
}

/** The shipped facts of a few elements and suppliers. */
export function factsOf(elements: readonly string[], suppliers: readonly string[]): ReferenceData {
  const data = bundledReferenceData;
  return {
    ...data,
    elements: data.elements.filter((row) => elements.includes(row.symbol)),
    shares: data.shares.filter((row) => elements.includes(row.element)),
    supplier_sites: data.supplier_sites.filter((site) => suppliers.includes(site.supplier)),
  };
}

/** The real scorer on the given facts. */
export function realParts(
  data: ReferenceData,
  snapshots: InputSnapshots,
  draws: number,
): Pick<ScoringParts, 'newestFacts' | 'methodology' | 'codeVersion' | 'makeScorer'> {
  const methodologies = methodologiesWithDraws(draws);
  return {
    newestFacts: async () => data,
    methodology: { version: '1.0.0', sha256: methodologies.get('1.0.0')?.sha256 ?? '' },
    codeVersion: 'test',
    makeScorer: async (run, sha256) => referenceRunScorer(run, { data: await snapshots.get(sha256), methodologies, seedOf: sha256Seed }),
  };
}
