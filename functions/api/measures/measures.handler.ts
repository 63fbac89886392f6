import { mayDo } from '#contracts/api/access.ts';
import { measuresRequest } from '#contracts/api/facts-requests.ts';
import { postMeasureRequest, putMeasureRequest, reviewMeasureRequest } from '#contracts/api/measures.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { ObservationVersion } from '#domain/signals/observations.ts';
import { type ApiRequest, apiHandler } from '#functions/http/api-handler.ts';
import { readEnvironment } from '#functions/http/cold-start.ts';
import {
  answerFromCurrentRun,
  answerIfChanged,
  expectedOf,
  PRIVATE,
  tagOfVersion,
} from '#functions/http/conditional-response.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import {
  type MeasureFacts,
  type MeasurePorts,
  measureSeries,
  reviewMeasure,
  storeMeasure,
  type Visibility,
} from '#functions/sources/measures/record-measure.ts';
import { followedByRescoring } from '#functions/sources/observations/followed-by-rescoring.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { catalogue, runDocument } from '#functions/store/scores/published-scores.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';
import { measuresTime } from '../facts/facts-in-time.ts';
import { observationServices, ownMeasures } from '../observations/observations.services.ts';
import { whenObservationsCount } from '../observations/when-observations-count.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import {
  decisionsFor,
  isWaiting,
  measuresOnDay,
  newestTrade,
  ownRows,
  pageOfMeasures,
  storedEntry,
  waitingEntries,
} from './list-measures.ts';

const clock = () => new Date().toISOString();

type Caller = ApiRequest<typeof postMeasureRequest>['caller'];

const mayPublish = (caller: Caller) => mayDo(caller, 'measures:publish');

function refusePublishing(visibility: Visibility, caller: Caller) {
  if (visibility === 'own' || mayPublish(caller)) return;
  const detail =
    'A public measure moves the scores of everybody: it needs the scope `measures:publish`. Without `visibility` it is yours alone.';
  throw new ExpectedError('scope_missing', detail);
}

async function currentFacts(): Promise<MeasureFacts> {
  const scores = publishedScores();
  const { run_id } = await requirePublished(scores);
  const [elements, { measures }] = await Promise.all([
    catalogue(scores, run_id, 'element'),
    runDocument(scores, run_id, 'measures', measuresDocumentSchema),
  ]);
  return { elements: new Set(elements.map(({ id }) => id)), register: measures };
}

async function written(caller: Caller, work: (ports: MeasurePorts) => Promise<ObservationVersion>) {
  const { log, requests, scores } = observationServices();
  const facts = await currentFacts();
  const needsSecondPerson = readEnvironment(apiEnvironmentSchema).MEASURE_REVIEW === 'second_person';
  const now = clock();
  const { result, stored } = await followedByRescoring(
    { log, requests, how: 'as a measure', clock },
    (followed: ObservationLog) => work({ log: followed, facts, caller, needsSecondPerson, now }),
  );
  const { status } = result.review ?? { status: 'accepted' };
  const otherwise =
    status === 'accepted'
      ? 'No published score changes.'
      : `It counts when it is accepted: POST /v1/measures/${result.observation.id}/review.`;
  const counts = await whenObservationsCount(stored.length, otherwise, now, scores);
  return {
    status: result.version === 1 ? 201 : 200,
    body: { measure: storedEntry(result, now.slice(0, 10)), ...counts },
    headers: { etag: tagOfVersion(result), ...PRIVATE },
  };
}

export const postMeasureHandler = writingApiHandler(postMeasureRequest, async ({ body, caller }) => {
  refusePublishing(body.visibility, caller);
  return written(caller, (ports) => storeMeasure(body, 'anything', ports));
});

export const putMeasureHandler = writingApiHandler(
  putMeasureRequest,
  async ({ path: { id }, body, caller, event }) => {
    refusePublishing(body.visibility, caller);
    if (body.id !== undefined && body.id !== id) {
      const detail = `\`/id\` is ${JSON.stringify(body.id)}: send that of the path, ${JSON.stringify(id)}, or leave it out.`;
      throw invalidRequest([{ pointer: '/id', code: 'conflicting_parameters', detail }]);
    }
    return written(caller, (ports) => storeMeasure({ ...body, id }, expectedOf(event.headers), ports));
  },
);

/** A public version that waits comes first, for who may decide on it. */
export const reviewMeasureHandler = writingApiHandler(
  reviewMeasureRequest,
  async ({ path: { id }, body, caller }) => {
    const newestOf = (signal: string) => observationServices().log.newestOf({ signal, id, date: id });
    const waits = (entry: ObservationVersion | null) =>
      entry?.review?.status === 'draft' || entry?.review?.status === 'in_review';
    const common = mayPublish(caller) ? await newestOf('measures') : null;
    const isOwn =
      common === null || (!waits(common) && waits(await newestOf(measureSeries('own', caller.client))));
    const visibility = isOwn ? 'own' : 'public';
    const answer = await written(caller, (ports) => reviewMeasure({ id, visibility, ...body }, ports));
    return { ...answer, status: 200 };
  },
);

/** By content: own and waiting measures change while a run stays. */
export const listMeasuresHandler = apiHandler(measuresRequest, async (request) => {
  const scores = publishedScores();
  const { query, event, caller } = request;
  const isOfRun = query.visibility === 'public' && !isWaiting(query.state);
  const answer = async (run: RunPointer) => {
    const paging = pagingOf(event, run.run_id);
    const time = await measuresTime(isWaiting(query.state) ? {} : query, run, scores);
    const { entries, evidence } = isWaiting(query.state)
      ? { entries: waitingEntries(await waitingFor(caller, query.visibility), time.as_of), evidence: null }
      : await entriesOf(query.visibility, time);
    const { rows, at } = pageOfMeasures(entries, query, paging.at);
    const asked = { ...query, known_at: time.known_at };
    const newest = newestTrade(evidence?.trade ?? [], asked);
    const decisions = decisionsFor(evidence?.licences ?? [], asked);
    const data =
      evidence === null
        ? rows
        : rows.map((entry) => ({
            ...entry,
            trade: newest.filter(({ measures }) => measures.includes(entry.id)),
            licences: decisions.filter(({ measure }) => measure === entry.id),
          }));
    return { body: { data, ...paging.links(at), ...time.stamp } };
  };
  if (isOfRun) return answerFromCurrentRun(request, scores, answer);
  return answerIfChanged(event, { ...(await answer(await requirePublished(scores))), headers: PRIVATE });

  async function entriesOf(visibility: Visibility | 'all', time: Awaited<ReturnType<typeof measuresTime>>) {
    const own = visibility === 'public' ? [] : await ownMeasures(caller.client);
    const { measures, ...evidence } =
      visibility === 'own'
        ? { measures: [], trade: [], licences: [] }
        : await runDocument(scores, time.readFrom, 'measures', measuresDocumentSchema);
    const rows = [...measures.map((row) => ({ ...row, visibility: 'public' as const })), ...ownRows(own)];
    return { entries: measuresOnDay(rows, time.as_of, time.known_at), evidence };
  }
});

/** Own ones, and those that the client has entered or may decide on. */
async function waitingFor(
  caller: Caller,
  visibility: 'own' | 'public' | 'all',
): Promise<readonly ObservationVersion[]> {
  const own = visibility === 'public' ? [] : await ownMeasures(caller.client);
  const all = visibility === 'own' ? [] : await observationServices().log.ofSeries('measures');
  return [
    ...own,
    ...(mayPublish(caller) ? all : all.filter(({ receipt }) => receipt?.client === caller.client)),
  ];
}
