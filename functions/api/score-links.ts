import { collectionOf } from '#contracts/request-parts.ts';
import type { ScoreDocument, SubjectType } from '#domain/score-document.ts';

/** Addresses of what the API tells of a subject for a buyer. */
export function subjectLinks(type: SubjectType, id: string, buyer: string) {
  const subject = `/v1/${collectionOf[type]}/${encodeURIComponent(id)}`;
  const query = `?buyer=${buyer}`;
  return {
    self: `${subject}${query}`,
    score: `${subject}/score${query}`,
    explanation: `${subject}/explanation${query}`,
    history: `${subject}/history${query}`,
  };
}

/** No run publishes suppliers of one's own: nothing is kept that could explain them or show them over time. */
const NOT_SERVED_FOR_OWN = { explanation: null, history: null } as const;

/** Addresses of what the API tells of a supplier of one's own. */
export const ownSupplierLinks = (id: string, buyer: string) => ({ ...subjectLinks('supplier', id, buyer), ...NOT_SERVED_FOR_OWN });

/** Query of a score that no run has published. */
function timeQuery({ as_of, known_at, methodology }: ScoreDocument): string {
  return `&${new URLSearchParams({ as_of, known_at, methodology: methodology.version })}`;
}

/** A score with what matters most first, what it rests on, and the addresses a reader goes to next. */
export function withScoreLinks<T extends ScoreDocument>(document: T, basis: 'published' | 'recomputed' = 'published') {
  const { subject, buyer, score, band, status, status_reason } = document;
  const { self, score: ownAddress, explanation, history } = subjectLinks(subject.type, subject.id, buyer);
  const isPublished = basis === 'published';
  const time = isPublished ? '' : timeQuery(document);
  return {
    ...{ subject, buyer, score, band, status, status_reason },
    ...document,
    basis,
    run_id: isPublished ? document.run_id : null,
    computed_at: isPublished ? document.computed_at : null,
    links: {
      self: `${ownAddress}${time}`,
      subject: self,
      explanation: `${explanation}${time}`,
      history,
      methodology: `/v1/methodologies/${encodeURIComponent(document.methodology.version)}`,
      run: isPublished ? `/v1/runs/${document.run_id}` : null,
    },
  };
}

/** The score of a supplier of one's own, in the same shape. */
export function withOwnSupplierLinks(document: ScoreDocument) {
  const row = withScoreLinks(document);
  return { ...row, links: { ...row.links, ...NOT_SERVED_FOR_OWN } };
}

export type ScoreRow = ReturnType<typeof withScoreLinks<ScoreDocument>>;

/** The scale of every score, said once for a page even when it has no rows. */
export const SCALE = { min: 0, max: 100, direction: 'higher_is_riskier', unit: 'percent' } as const;
