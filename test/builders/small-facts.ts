import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { type RunScorer, runScorer } from '#functions/scoring/results/run-scorer.ts';
import { scorerOfPinnedInputs } from '#functions/scoring/scoring.services.ts';
import type { ScoringParts } from '#functions/scoring/scoring-ports.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { InputSnapshots } from '#functions/store/runs/input-snapshots.ts';

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

/** The real scorer on the given facts. `brief`: it draws a tenth as often. */
export function realParts(
  data: ReferenceData,
  snapshots: InputSnapshots,
  brief = false,
): Pick<ScoringParts, 'newestFacts' | 'methodology' | 'codeVersion' | 'makeScorer'> {
  return {
    newestFacts: async () => data,
    methodology: { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 },
    codeVersion: 'test',
    makeScorer: scorerOfPinnedInputs(snapshots, brief),
  };
}

/** The scorer of a night on the shipped facts, or on others. */
export function scorerOn(
  as_of: string,
  {
    data = bundledReferenceData,
    known_at = as_of,
    run_id = 'r0000000001',
    brief = true,
  }: ScorerSettings = {},
): RunScorer {
  const methodology = { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 };
  const run = {
    run_id,
    as_of,
    known_at,
    started_at: `${as_of}T18:00:00.000Z`,
    code_version: 'test',
    methodology,
  };
  return runScorer(run, { data, methodology: METHODOLOGY, brief });
}

/** The documents of a run by name. */
export async function documentsOf(scorer: RunScorer): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for await (const [name, content] of scorer.documents()) found.set(name, content);
  return found;
}

interface ScorerSettings {
  readonly data?: ReferenceData;
  readonly known_at?: string;
  readonly run_id?: string;
  readonly brief?: boolean;
}
