import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import {
  type CustomSupplierVersion,
  customSupplierRows,
  registerId,
} from '#domain/method/custom-supplier.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import { recentOf } from '#domain/numbers/memoized.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import type { EndUse, HistoryPoint } from '#domain/vocabulary/score-document.ts';
import type { CustomScore } from '#functions/store/clients/custom-scores.ts';
import type { SupplierChain } from '#functions/store/clients/supplier-chain.ts';
import type { ExplanationDocument } from '#functions/store/scores/published-scores.ts';
import { contentHash, type RunIdentity, type RunScorer, runScorer, type ScorerInputs } from './run-scorer.ts';

/** Of a client, with those of the client that they live on: nobody else's score depends on them. */
export interface CustomSupplierScores {
  customScore(supplier: StoredSupplier, buyer: string, chain: SupplierChain): CustomScore;
  explain(supplier: StoredSupplier, buyer: string, chain: SupplierChain): ExplanationDocument;
  history(
    days: readonly Readonly<{ day: string; stored: StoredSupplier }>[],
    buyer: string,
    chain: SupplierChain,
  ): readonly HistoryPoint[];
  inputs(supplier: StoredSupplier, buyer: string, end_use: EndUse, chain: SupplierChain): SupplierInputs;
}

export function customSupplierScores(run: RunIdentity, inputs: ScorerInputs): CustomSupplierScores {
  const { pressure: _ofRun, ...ofOtherDay } = inputs.asked ?? {};
  const shipped = new Set(
    inputs.cut?.suppliers ?? inputs.data.supplier_sites.map(({ supplier }) => supplier),
  );
  const remembered: Readonly<{ key: string; chain: SupplierChain; scorer: RunScorer }>[] = [];
  /** All buyers of a supplier, and all suppliers of a chain, are scored by one. */
  function scorerOf(
    supplier: StoredSupplier,
    chain: SupplierChain,
    brief: boolean,
    of: RunIdentity,
  ): RunScorer {
    const alone = chain.get(supplier.id)?.version === supplier.version ? null : supplier;
    const key = JSON.stringify([alone, brief, of.as_of, of.known_at]);
    const make = () => ({
      key,
      chain,
      scorer: scorerWith(alone === null ? chain : new Map([...chain, [supplier.id, supplier]]), brief, of),
    });
    return recentOf(remembered, (one) => one.key === key && one.chain === chain, 1, make).scorer;
  }
  function scorerWith(chain: SupplierChain, brief: boolean, of: RunIdentity): RunScorer {
    const rows = [...chain.values()]
      .filter(({ deleted }) => !deleted)
      .map((stored) => customSupplierRows(customSupplierVersion(stored), of.as_of, (id) => shipped.has(id)));
    return runScorer(of, {
      ...inputs,
      ...(of === run ? {} : { asked: ofOtherDay }),
      brief,
      custom: { sites: rows.flatMap(({ sites }) => sites), links: rows.flatMap(({ links }) => links) },
    });
  }
  const idOf = ({ id }: StoredSupplier) => ({ type: 'supplier', id: registerId(id) });
  const pointsOf = (
    supplier: StoredSupplier,
    buyer: string,
    chain: SupplierChain,
    of: RunIdentity = run,
  ): CustomScore => {
    const { document, drivers } = scorerOf(supplier, chain, true, of).published(idOf(supplier), buyer);
    return { document: { ...document, subject: subjectOf(supplier) }, drivers };
  };
  return {
    customScore: pointsOf,
    inputs: (supplier, buyer, end_use, chain) =>
      scorerOf(supplier, chain, true, run).supplierInputs(registerId(supplier.id), buyer, end_use),
    explain: (supplier, buyer, chain) => {
      const { explanation } = scorerOf(supplier, chain, false, run).findings(idOf(supplier), buyer);
      const named = { ...explanation, subject: subjectOf(supplier) };
      return { ...named, content_sha256: contentHash(named) };
    },
    history: (days, buyer, chain) =>
      days.map(({ day, stored }) => {
        const of = day === run.as_of ? run : { ...run, as_of: day, known_at: day };
        return historyPoint(pointsOf(stored, buyer, chain, of), 'replayed');
      }),
  };
}

/** The id that the client knows in place of that of the register; the hash of an explanation covers it. */
const subjectOf = ({ id, supplier: { name } }: StoredSupplier) => ({ type: 'supplier', id, name }) as const;

const customSupplierVersion = ({
  id,
  version,
  updated_at,
  supplier,
}: StoredSupplier): CustomSupplierVersion => ({
  id,
  version,
  stored_on: updated_at.slice(0, 10),
  facts: supplier,
});
