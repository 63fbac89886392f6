import {
  type CustomSupplier,
  customSupplierSchema,
  type StoredSupplier,
} from '#contracts/api/custom-suppliers.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import {
  type CustomScoringPorts,
  customStepsHere,
  scoreCustomSuppliers,
} from '#functions/scoring/custom-scoring.ts';
import { companyResultsIn } from '#functions/store/clients/company-results.ts';
import { customScoresIn } from '#functions/store/clients/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { runRecord, scoreDocument } from '#test/builders/score-documents.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

export const CUSTOM_RUN = 'r0000000007';
/** When the suppliers of a test were stored. */
export const STORED_AT = '2026-09-01T09:00:00.000Z';

/** A supplier of one magnet plant. */
export const customSupplier = (name: string, overrides: Record<string, unknown> = {}): CustomSupplier =>
  customSupplierSchema.parse({
    name,
    sites: [{ id: 'plant', name: 'Plant', country: 'VNM', stage: 'magnet', elements: ['Dy'], ...overrides }],
  });

/** A score that stands in the name of the supplier, as `42.5`; `none` has none, `broken` cannot be scored. */
export function toyCustomScore(
  { id, supplier: { name } }: Pick<StoredSupplier, 'id' | 'supplier'>,
  buyer: string,
): ScoreDocument {
  if (name === 'broken') throw new Error('the sites of this supplier feed each other');
  const score = name === 'none' ? null : Number(name);
  return {
    ...scoreDocument({ type: 'supplier', id, score, buyer, run_id: CUSTOM_RUN }),
    subject: { type: 'supplier', id, name },
  };
}

/**
 * The ports of scoring custom suppliers in a run that is being made, over maps; a supplier has the score that
 * its name says.
 */
export function customScoringWorld(overrides: Partial<CustomScoringPorts> = {}) {
  const suppliers = customSuppliersIn(tableInMemory());
  const customScores = customScoresIn(tableInMemory());
  const run = runRecord({ run_id: CUSTOM_RUN, status: 'running' });
  const ports: CustomScoringPorts = {
    ledger: { get: async (id) => (id === CUSTOM_RUN ? run : null) },
    suppliers,
    scores: customScores,
    makeCustomScorer: async () => ({
      score: (stored, buyer) => ({ document: toyCustomScore(stored, buyer), drivers: { toy: 1 } }),
      inputs: () => {
        throw new Error('a toy has no inputs');
      },
      ships: (id) => id === 'lynas',
    }),
    companies: { listAll: async () => [] },
    companyResults: companyResultsIn(tableInMemory()),
    written: { document: async () => null, rankingPage: async () => null },
    codeVersion: 'test',
    buyers: ['JPN', 'USA'],
    customScoreDays: 90,
    ...overrides,
  };
  const store = (client: string, id: string, score: string, now = STORED_AT) =>
    suppliers.put(client, id, customSupplier(score), 'anything', now);
  return {
    suppliers,
    scores: customScores,
    ports,
    store,
    night: () => scoreCustomSuppliers(CUSTOM_RUN, customStepsHere(ports)),
  };
}
