import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { OwnScore, OwnSupplierScores } from '#functions/store/custom-scores.ts';
import type { CustomSuppliers } from '#functions/store/custom-suppliers.ts';
import type { RunLedger } from '#functions/store/run-ledger.ts';
import type { RunIdentity } from '../results/run-scorer.ts';

/** Scores own suppliers in one run, each alone beside the shipped register. Pure. */
export interface OwnScorer {
  score(stored: StoredSupplier, buyer: string): OwnScore;
  /** Whether a supplier ships under the id: readers then mean that one. */
  ships(id: string): boolean;
}

/** Makes the scorer of a run from its pinned inputs. */
export type MakeOwnScorer = (run: RunIdentity, inputsSha256: string) => Promise<OwnScorer>;

export interface OwnScoringPorts {
  readonly ledger: Pick<RunLedger, 'get'>;
  readonly suppliers: Pick<CustomSuppliers, 'clients' | 'list'>;
  readonly own: OwnSupplierScores;
  readonly makeOwnScorer: MakeOwnScorer;
  readonly codeVersion: string;
  readonly buyers: readonly string[];
  /** Days for which the scores of a run are kept. */
  readonly ownScoreDays: number;
}

/** Most suppliers of a batch, and most of their sites: about half a minute of work at 1 GB. */
export const OWN_SUPPLIERS_PER_BATCH = 100;
export const OWN_SITES_PER_BATCH = 400;
/** Rows of a page of the ranking: about 6 KB gzipped. */
export const OWN_ROWS_PER_PAGE = 100;
/** Plans and rows of batches are read within the run only. */
export const OWN_WORK_DAYS = 2;
