import type { Paging } from '#functions/http/paging.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import type { ReadScoreChanges } from '#functions/store/score-changes.ts';
import { subjectNotFound } from '../published-run/run-documents.ts';
import { type ChangeFilter, type ChangesPage, listChanges, resyncLink } from './list-changes.ts';
import { type DifferencePorts, differenceOfDays, replayedChanges } from './replayed-changes.ts';

export interface ChangesServices {
  readonly scores: PublishedScores;
  readonly changes: ReadScoreChanges;
}

/** A page of changes with the cursors to go on with. `subject`: only of this one; throws `not_found` when there is no such. */
export async function changesResponse(
  { scores, changes }: ChangesServices,
  run: RunPointer,
  paging: Paging,
  subject: SubjectKey | null,
  filter: ChangeFilter,
) {
  const page = await listChanges(changes, subject, filter, paging.at);
  if (subject !== null && page.rows.length === 0 && (await scores.score(run.run_id, subject)) === null) {
    throw await subjectNotFound(scores, run.run_id, subject);
  }
  return pageOfChanges(page, paging, run, resyncLink(subject, filter));
}

export type SubjectChangesServices = ChangesServices & DifferencePorts;

/**
 * Changes of one subject; on a first page, unless the request says no, the difference between the days of the range and the changes of its replayed past
 * beside the feed. Throws `not_found`.
 */
export async function subjectChangesResponse(
  services: SubjectChangesServices,
  run: RunPointer,
  paging: Paging,
  subject: SubjectKey,
  { replayed, buyer: _own, ...filter }: ChangeFilter & { readonly replayed: 'true' | 'false' },
) {
  const page = await changesResponse(services, run, paging, subject, filter);
  if (replayed === 'false' || paging.at !== null) return page;
  const difference = await differenceOfDays(subject, filter, run, services);
  return { ...page, difference, replayed: await replayedChanges(subject, filter, run, services) };
}

/** The page with its cursors, and the run that readers see now. */
export function pageOfChanges(page: ChangesPage, paging: Paging, run: RunPointer, resync: string) {
  const { next_cursor, links } = paging.links(page.at);
  return {
    data: page.rows,
    next_cursor,
    resume_cursor: page.resumeAt === null ? null : paging.links(page.resumeAt).next_cursor,
    run_id: run.run_id,
    as_of: run.as_of,
    kept_from: page.keptFrom,
    links: { ...links, resync },
  };
}
