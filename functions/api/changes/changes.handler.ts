import { changesRequest, differencesRequest } from '#contracts/api/changes-requests.ts';
import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import type { SubjectKey } from '#functions/store/scores/published-scores.ts';
import { customSupplierOverTime } from '../custom-suppliers/custom-supplier-over-time.ts';
import { customSupplierServices } from '../custom-suppliers/custom-suppliers.services.ts';
import { customOrShipped } from '../custom-suppliers/custom-suppliers.ts';
import { publishedChanges, publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import {
  daysOfDifference,
  differenceOf,
  differencesOf,
  shippedOverTime,
  stepsOfEach,
} from './differences.ts';
import { listChanges, resyncLink } from './list-changes.ts';

/** By content: the feed grows after a run is published. */
export const listChangesHandler = apiHandler(changesRequest, async ({ event, query }) => {
  const { run_id, as_of } = await requirePublished(publishedScores());
  const paging = pagingOf(event, null, 'from');
  const { rows, at, resumeAt, keptFrom } = await listChanges(publishedChanges(), query, paging.at);
  const { next_cursor, links } = paging.links(at);
  const resume_cursor = resumeAt && paging.links(resumeAt).next_cursor;
  const body = {
    data: rows,
    next_cursor,
    resume_cursor,
    run_id,
    as_of,
    kept_from: keptFrom,
    links: { ...links, resync: resyncLink(query) },
  };
  return answerIfChanged(event, { body });
});

/** By content: replays and clients change the past. */
export const listDifferencesHandler = apiHandler(
  differencesRequest,
  async ({ event, query, caller: { client } }) => {
    const services = { ...customSupplierServices(), changes: publishedChanges() };
    const run = await requirePublished(services.scores);
    const days = daysOfDifference(query, run);
    const steps = query.steps === 'true' ? stepsOfEach(query.subjects.length) : null;
    const overTime = (subject: SubjectKey) => {
      const shipped = () => shippedOverTime(subject, days, run, services);
      const custom = (stored: StoredSupplier) =>
        customSupplierOverTime(client, stored, subject.buyer, run, services);
      return subject.type === 'supplier'
        ? customOrShipped(shipped, custom, { client, id: subject.id }, () => services.suppliers)
        : shipped();
    };
    const subjects = query.subjects.map((name): SubjectKey => {
      const [type = '', id = ''] = name.split(':');
      return { type: type as SubjectType, id, buyer: query.buyer };
    });
    const { data, unknown } = await differencesOf(subjects, async (one) =>
      differenceOf(await overTime(one), days, steps, run, services),
    );
    const { next_cursor, links } = pagingOf(event, null).links(null);
    const body = {
      data,
      next_cursor,
      buyer: query.buyer,
      ...days,
      unknown,
      run_id: run.run_id,
      as_of: run.as_of,
      links,
    };
    return answerIfChanged(event, { body, headers: PRIVATE });
  },
);
