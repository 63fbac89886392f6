import { collectionOf } from '#contracts/api/request-parts.ts';
import type { ReportQuery } from '#contracts/api/scores-requests.ts';
import { PUBLISHED_END_USE, type ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { Lang } from '#domain/vocabulary/template.ts';
import type { Language } from '#domain/words/render.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { SubjectKey } from '#functions/store/scores/published-scores.ts';
import type { TimeServices } from '../published-run/point-in-time.ts';
import { subjectNotFound } from '../published-run/run-documents.ts';
import { withScoreLinks } from '../published-run/score-links.ts';
import { getExplanation } from '../scores/get-score.ts';
import { type Explained, hasOwnStock, type Report } from './report-tables.ts';
import { subjectReport } from './subject-report.ts';

/** Of the run that is named, else of the day. Throws `not_found` and `invalid_request`. */
export async function explanationForReport(
  services: TimeServices,
  current: RunPointer,
  subject: SubjectKey,
  query: ReportQuery,
): Promise<object> {
  const { run: runId, as_of, known_at, end_use, cover_days } = query;
  if (runId === undefined)
    return getExplanation(services, current, subject, { as_of, known_at, end_use, cover_days });
  refuseBesideRun(query);
  const explanation = await services.scores.explanation(runId, subject);
  if (explanation !== null) return withScoreLinks(explanation);
  if (runId === current.run_id) throw await subjectNotFound(services.scores, runId, subject);
  const record = await services.scores.run(runId);
  const instead =
    record === null
      ? 'Leave `run` out for the newest one.'
      : `Ask for the day instead: \`as_of=${record.as_of}\`.`;
  throw new ExpectedError(
    'not_found',
    `Run ${runId} is not known, or its rows about ${subject.type} ${subject.id} are no longer kept. ${instead}`,
  );
}

function refuseBesideRun(query: ReportQuery) {
  const given = (['as_of', 'known_at', 'cover_days'] as const).filter((name) => query[name] !== undefined);
  const beside = query.end_use === PUBLISHED_END_USE ? given : [...given, 'end_use'];
  if (beside.length === 0) return;
  throw invalidRequest(
    beside.map((parameter) => ({
      parameter,
      code: 'conflicting_parameters',
      detail: `\`${parameter}\` does not go with \`run\`, which has fixed it: leave one of the two out.`,
    })),
  );
}

/** A custom supplier is in no run. Throws `invalid_request`. */
export function refuseRunOfCustomSupplier({ run }: ReportQuery): void {
  if (run === undefined) return;
  const detail = 'A custom supplier is in no run: leave `run` out, or ask for a day with `as_of`.';
  throw invalidRequest([{ parameter: 'run', code: 'invalid_value', detail }]);
}

/** `address`: of this service. */
export function reportOf(explanation: object, lang: Lang, language: Language, address: string): Report {
  const document = explanation as Explained;
  const { subject, links } = document;
  const path = `${address}/v1/${collectionOf[subject.type as ScoreDocument['subject']['type']]}/${encodeURIComponent(subject.id)}/report`;
  const addresses = {
    self: `${path}?${permanentQuery(document, lang)}`,
    explanation: `${address}${links.explanation}`,
    methodology: `${address}${links.methodology}`,
  };
  return subjectReport(document, addresses, lang, language);
}

/** Gives this report again, whatever is published later. */
function permanentQuery({ buyer, basis, run_id, as_of, known_at, end_use, inputs }: Explained, lang: Lang) {
  const language: Readonly<Record<string, string>> = lang === 'en' ? {} : { lang };
  if (basis === 'published' && run_id !== null)
    return `${new URLSearchParams({ buyer, run: run_id, ...language })}`;
  const use: Readonly<Record<string, string>> =
    end_use === null || end_use === PUBLISHED_END_USE ? {} : { end_use };
  const stock: Readonly<Record<string, string>> = hasOwnStock(inputs)
    ? { cover_days: `${inputs?.cover_days}` }
    : {};
  return `${new URLSearchParams({ buyer, as_of, known_at, ...use, ...stock, ...language })}`;
}
