import {
  customMeasuresRequest,
  deleteMeasureRequest,
  elementWithCustomRequest,
  postMeasureRequest,
  releaseMeasureRequest,
} from '#contracts/api/custom-measures.ts';
import { measuresRequest } from '#contracts/api/facts-requests.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { beginComputing } from '#functions/http/computing.ts';
import { answerFromCurrentRun, answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/http/kept-values.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { readEnvironment } from '#functions/http/read-environment.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { customMeasuresIn } from '#functions/store/custom-measures.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { measuresTime } from '../facts/facts-in-time.ts';
import { listMeasures } from '../facts/measures.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import {
  acceptedMeasures,
  acceptedRows,
  deleteCustomMeasure,
  registeredFacts,
  releaseCustomMeasure,
  shownMeasure,
  storeCustomMeasure,
} from './custom-measures.ts';
import { getElementWithCustom } from './get-element-with-custom.ts';

/** Measures of clients, in the Signals table. */
export const customMeasures = oncePerColdStart(() =>
  customMeasuresIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);

export const postMeasureHandler = writingApiHandler(postMeasureRequest, async ({ body, caller }) => {
  const ports = { measures: customMeasures(), facts: () => registeredFacts(publishedScores()) };
  const { stored, isNew } = await storeCustomMeasure(caller.client, body, new Date().toISOString(), ports);
  return { status: isNew ? 201 : 200, body: shownMeasure(stored), headers: PRIVATE };
});

/** Custom measures can change while a run stays current, so the ETag of a page with them comes from its content, not from its run. */
export const listMeasuresHandler = apiHandler(measuresRequest, async (request) => {
  const scores = publishedScores();
  const { query, event, caller } = request;
  async function page(run: Awaited<ReturnType<typeof requirePublished>>, custom: Awaited<ReturnType<typeof acceptedRows>> | null) {
    const paging = pagingOf(event, run.run_id);
    const time = await measuresTime(query, run, scores);
    const asked = { ...query, on: time.as_of, known_at: time.known_at };
    const { rows, at } = await listMeasures(scores, time.readFrom, asked, paging.at, custom);
    return { body: { data: rows, ...paging.links(at), on: time.as_of, ...time.stamp } };
  }
  if (query.custom === 'exclude') return answerFromCurrentRun(request, scores, (run) => page(run, null));
  const run = await requirePublished(scores);
  return answerIfChanged(event, { ...(await page(run, await acceptedRows(caller.client, customMeasures()))), headers: PRIVATE });
});

export const listCustomMeasuresHandler = apiHandler(customMeasuresRequest, async ({ query, event, caller }) => {
  const paging = pagingOf(event, null);
  const after = typeof paging.at?.[0] === 'string' ? paging.at[0] : null;
  const found = await customMeasures().list(caller.client, query.status ?? null, query.limit + 1, after);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const at = found.length > page.length && last !== undefined ? [last.id] : null;
  return answerIfChanged(event, { body: { data: page.map(shownMeasure), ...paging.links(at) }, headers: PRIVATE });
});

/** Custom measures can change while a run stays current, so the ETag comes from the content. */
export const getElementWithCustomHandler = apiHandler(elementWithCustomRequest, async ({ path, query, event, caller }) => {
  beginComputing();
  const scores = publishedScores();
  const [run, accepted] = await Promise.all([requirePublished(scores), acceptedMeasures(caller.client, customMeasures())]);
  const body = await getElementWithCustom(scores, run, { id: path.id, buyer: query.buyer }, accepted);
  return answerIfChanged(event, { body, headers: PRIVATE });
});

export const releaseMeasureHandler = writingApiHandler(releaseMeasureRequest, async ({ path, body, caller }) => {
  const release = { id: path.id, note: body.note };
  return {
    body: shownMeasure(await releaseCustomMeasure(caller.client, release, new Date().toISOString(), customMeasures())),
    headers: PRIVATE,
  };
});

export const deleteMeasureHandler = writingApiHandler(deleteMeasureRequest, async ({ path, caller }) => ({
  body: shownMeasure(await deleteCustomMeasure(caller.client, path.id, new Date().toISOString(), customMeasures())),
  headers: PRIVATE,
}));
