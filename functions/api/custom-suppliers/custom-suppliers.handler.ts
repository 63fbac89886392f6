import {
  deleteSupplierRequest,
  importSuppliersRequest,
  NDJSON,
  putSupplierRequest,
} from '#contracts/api/custom-suppliers.ts';
import { CSV } from '#contracts/api/request-parts.ts';
import { subjectRequest, suppliersRequest } from '#contracts/api/subjects-requests.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import {
  answerFromCurrentRun,
  answerIfChanged,
  answerOfWrite,
  changeOf,
  PRIVATE,
  tagOfVersion,
} from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { nameScreenOf, requirePublished } from '../published-run/run-documents.ts';
import { getSubject, listSubjects } from '../subjects/subjects.ts';
import { listSuppliersWithCustom } from './custom-ranking.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import {
  customOrShipped,
  customSupplierInRun,
  deleteCustomSupplier,
  knownFacts,
  putCustomSupplier,
} from './custom-suppliers.ts';
import { importSuppliers } from './import-suppliers.ts';

/** By content: custom suppliers change while a run stays. */
export const listSuppliersHandler = apiHandler(suppliersRequest, async (request) => {
  const { event, caller } = request;
  const { buyer, limit, custom } = request.query;
  const services = customSupplierServices();
  const { scores } = services;
  if (custom === 'exclude') {
    return answerFromCurrentRun(request, scores, async (run) => {
      const paging = pagingOf(event, run.run_id);
      const page = await listSubjects(scores, run.run_id, { type: 'supplier', buyer, limit }, paging.at);
      return {
        body: { data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of, buyer },
      };
    });
  }
  const run = await requirePublished(scores);
  const paging = pagingOf(event, run.run_id);
  const page = await listSuppliersWithCustom(
    { client: caller.client, buyer, limit, custom },
    run,
    paging.at,
    services,
  );
  const body = { data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of, buyer };
  return answerIfChanged(event, { body, headers: PRIVATE });
});

export const getSupplierHandler = apiHandler(subjectRequest, (request) => {
  const services = customSupplierServices();
  const { scores } = services;
  const { buyer } = request.query;
  const subject = { type: 'supplier', id: request.path.id, buyer } as const;
  const shipped = () =>
    answerFromCurrentRun(request, scores, async (run) => {
      const entry = await getSubject(scores, run.run_id, subject);
      return { body: { ...entry, buyer, run_id: run.run_id, as_of: run.as_of } };
    });
  const asked = { client: request.caller.client, id: request.path.id };
  return customOrShipped(
    shipped,
    async (stored) => ({
      body: await customSupplierInRun(asked.client, stored, buyer, services),
      headers: { etag: tagOfVersion(stored), ...PRIVATE },
    }),
    asked,
    () => services.suppliers,
  );
});

export const putSupplierHandler = writingApiHandler(putSupplierRequest, async (request) => {
  const change = changeOf(request);
  const stored = await putCustomSupplier(change, request.query.buyer, customSupplierServices());
  return answerOfWrite(stored, change.now, stored);
});

export const deleteSupplierHandler = writingApiHandler(deleteSupplierRequest, async (request) => ({
  body: await deleteCustomSupplier(changeOf(request), customSupplierServices()),
}));

/** Rows under way are finished, and the answer is kept and sent. */
const TIME_FOR_THE_ANSWER_MS = 3000;

export const importSuppliersHandler = writingApiHandler(
  importSuppliersRequest,
  async ({ query, body, caller, event, remainingMs }) => {
    const { scores, suppliers } = customSupplierServices();
    const mediaType = (event.headers['content-type'] ?? '').startsWith(CSV) ? CSV : NDJSON;
    const hasTime = (): boolean => remainingMs() > TIME_FOR_THE_ANSWER_MS;
    const place = {
      suppliers,
      client: caller.client,
      key: caller.key,
      now: new Date().toISOString(),
      known: await knownFacts(scores),
      screen: await nameScreenOf(scores, (await requirePublished(scores)).run_id),
      hasTime,
    };
    return { body: await importSuppliers(body, mediaType, query.dry_run === 'true', place) };
  },
);
