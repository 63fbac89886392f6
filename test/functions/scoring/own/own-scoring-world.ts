import { type CustomSupplier, customSupplierSchema, type StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { type OwnScoringPorts, ownStepsHere, scoreOwnSuppliers } from '#functions/scoring/own/custom-scoring.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { runRecord, scoreDocument } from '#test/builders/score-documents.ts';
import { inMemoryOwnSupplierScores } from '#test/fakes/in-memory-own-supplier-scores.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

export const OWN_RUN = 'r0000000007';
/** When the suppliers of a test were stored, and when the night listed them. */
export const STORED_AT = '2026-09-01T09:00:00.000Z';
export const LISTED_AT = '2026-10-01T18:31:00.000Z';

/** A supplier of one magnet plant. */
export const ownSupplier = (name: string, overrides: Record<string, unknown> = {}): CustomSupplier =>
  customSupplierSchema.parse({
    name,
    sites: [{ id: 'plant', name: 'Plant', country: 'VNM', stage: 'magnet', elements: ['Dy'], ...overrides }],
  });

/** A score that stands in the name of the supplier, as `42.5`; `none` has none, `broken` cannot be scored. */
export function toyOwnScore({ id, supplier: { name } }: Pick<StoredSupplier, 'id' | 'supplier'>, buyer: string): ScoreDocument {
  if (name === 'broken') throw new Error('the sites of this supplier feed each other');
  const score = name === 'none' ? null : Number(name);
  return { ...scoreDocument({ type: 'supplier', id, score, buyer, run_id: OWN_RUN }), subject: { type: 'supplier', id, name } };
}

/** The ports of scoring own suppliers in a run that is being made, over maps; a supplier has the score that its name says. */
export function ownScoringWorld(overrides: Partial<OwnScoringPorts> = {}) {
  const suppliers = customSuppliersIn(tableInMemory());
  const own = inMemoryOwnSupplierScores();
  const run = runRecord({ run_id: OWN_RUN, status: 'running' });
  const ports: OwnScoringPorts = {
    ledger: { get: async (id) => (id === OWN_RUN ? run : null) },
    suppliers,
    own,
    makeOwnScorer: async () => ({
      score: (stored, buyer) => ({ document: toyOwnScore(stored, buyer), drivers: { toy: 1 } }),
      ships: (id) => id === 'lynas',
    }),
    codeVersion: 'test',
    buyers: ['JPN', 'USA'],
    ownScoreDays: 90,
    ...overrides,
  };
  const store = (client: string, id: string, score: string, now = STORED_AT) =>
    suppliers.put(client, id, ownSupplier(score), 'anything', now);
  return { suppliers, own, ports, store, night: () => scoreOwnSuppliers(OWN_RUN, LISTED_AT, ownStepsHere(ports)) };
}
