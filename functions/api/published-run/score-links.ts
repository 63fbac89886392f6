import { collectionOf } from '#contracts/api/request-parts.ts';
import { SHOWN_BANDS } from '#domain/vocabulary/band-scale.ts';
import {
  inReadingOrder,
  PUBLISHED_END_USE,
  type ScoreDocument,
  type Subject,
  type SubjectType,
} from '#domain/vocabulary/score-document.ts';

export function subjectLinks(type: SubjectType, id: string, buyer: string) {
  const subject = `/v1/${collectionOf[type]}/${encodeURIComponent(id)}`;
  const query = `?buyer=${buyer}`;
  return {
    self: `${subject}${query}`,
    score: `${subject}/score${query}`,
    explanation: `${subject}/explanation${query}`,
    report: `${subject}/report${query}`,
    history: `${subject}/history${query}`,
  };
}

/** `on_request`: a custom supplier, scored for the response. `recomputed`: by today's code. */
export type Basis = 'published' | 'on_request' | 'recomputed';

type AskedOtherwise = Readonly<{
  at_stage?: string | undefined;
  cover_days?: number | undefined;
}>;

function timeQuery({ as_of, known_at, end_use }: ScoreDocument, { at_stage, cover_days }: AskedOtherwise) {
  const use = end_use === null || end_use === PUBLISHED_END_USE ? {} : { end_use };
  const stage = at_stage === undefined ? {} : { stage: at_stage };
  const stock = cover_days === undefined ? {} : { cover_days: String(cover_days) };
  return `&${new URLSearchParams({ as_of, known_at, ...use, ...stage, ...stock })}`;
}

/** `asked`: what a document does not say of its question. */
export function withScoreLinks<T extends ScoreDocument>(
  document: T,
  basis: Basis = 'published',
  asked: AskedOtherwise = {},
) {
  const isOfRun = basis !== 'recomputed';
  return {
    ...inReadingOrder(document),
    basis,
    ...(asked.at_stage === undefined ? {} : { at_stage: asked.at_stage }),
    run_id: isOfRun ? document.run_id : null,
    computed_at: isOfRun ? document.computed_at : null,
    links: scoreLinks(document, isOfRun ? document.run_id : null, isOfRun ? '' : timeQuery(document, asked)),
  };
}

/** `time`: query of a score that no run has published. */
export function scoreLinks(
  { subject, buyer }: Readonly<{ subject: Pick<Subject, 'type' | 'id'>; buyer: string }>,
  runId: string | null,
  time: string,
) {
  const { self, score, explanation, report, history } = subjectLinks(subject.type, subject.id, buyer);
  return {
    self: `${score}${time}`,
    subject: self,
    explanation: `${explanation}${time}`,
    report: `${report}${time}`,
    history,
    methodology: '/v1/methodology',
    run: runId === null ? null : `/v1/runs/${runId}`,
  };
}

export type ScoreRow = ReturnType<typeof withScoreLinks<ScoreDocument>> & Readonly<{ custom?: true }>;

/** Once for a page, even when it has no rows. */
export const PAGE_SCALE = {
  min: 0,
  max: 100,
  direction: 'higher_is_riskier',
  unit: 'percent',
  bands: SHOWN_BANDS,
} as const;
