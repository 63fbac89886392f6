import { historyRequest, scoreRequest } from '#contracts/api/subjects-requests.ts';
import { type ApiRequest, apiHandler } from '#functions/http/api-handler.ts';
import { beginComputing } from '#functions/http/computing.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/http/conditional-response.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { JSON_TYPE } from '#functions/http/http-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { customSupplierHistory } from '../custom-suppliers/custom-supplier-in-time.ts';
import {
  customSupplierServices,
  shippedOrCustom,
  subjectOf,
} from '../custom-suppliers/custom-suppliers.services.ts';
import { customSupplierExplanation, customSupplierScore } from '../custom-suppliers/custom-suppliers.ts';
import { dayRange } from '../published-run/day-range.ts';
import { askedTime, refuseStage } from '../published-run/point-in-time.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { historyResponse } from './get-history.ts';
import { getExplanation, getScoreAt } from './get-score.ts';

type ScoreRequest = ApiRequest<typeof scoreRequest>;

/** The question of a request about one score, checked. */
function askedScore(request: ScoreRequest) {
  const services = customSupplierServices();
  const { buyer, lang: _lang, ...how } = request.query;
  const [time, subject] = [askedTime(how), subjectOf(request)];
  refuseStage(subject.type, time);
  return { services, buyer, time, subject, client: request.caller.client };
}

export const getScoreHandler = apiHandler(
  scoreRequest,
  (request) => {
    const { services, buyer, time, subject, client } = askedScore(request);
    return shippedOrCustom(
      request,
      () =>
        answerFromCurrentRun(request, services.scores, async (run) => ({
          body: await getScoreAt(services, run, subject, time),
          headers: JSON_TYPE,
        })),
      async (stored) => {
        beginComputing();
        return {
          body: await customSupplierScore(client, stored, buyer, time, services),
          headers: JSON_TYPE,
        };
      },
    );
  },
  'at once', // one read, of most requests
);

export const getExplanationHandler = apiHandler(scoreRequest, (request) => {
  const { services, buyer, time, subject, client } = askedScore(request);
  return shippedOrCustom(
    request,
    () =>
      answerFromCurrentRun(request, services.scores, async (run) => ({
        body: await getExplanation(services, run, subject, time),
      })),
    async (stored) => ({
      body: await customSupplierExplanation(client, stored, buyer, time, services),
    }),
  );
});

/** Also of a subject that shipped before: facts lose rows, and the past stays. */
export const getHistoryHandler = apiHandler(historyRequest, async (request) => {
  const services = customSupplierServices();
  const { event, query, caller } = request;
  const shipped = async (isScoredNoLonger: boolean) => {
    const run = await requirePublished(services.scores);
    const question = { ...query, range: dayRange(query, run.as_of), isScoredNoLonger };
    return answerIfChanged(event, {
      body: await historyResponse(services.scores, run, subjectOf(request), question, pagingOf(event, null)),
    });
  };
  try {
    return await shippedOrCustom(
      request,
      () => shipped(false),
      async (stored) => {
        const paging = pagingOf(event, null);
        const range = dayRange(query, (await requirePublished(services.scores)).as_of);
        const { found, about, stamp } = await customSupplierHistory(
          stored,
          { client: caller.client, ...query, range },
          paging.at,
          services,
        );
        return { body: { ...about, data: found.rows, ...stamp, ...paging.links(found.at) } };
      },
    );
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'not_found') throw error;
    return shipped(true);
  }
});
