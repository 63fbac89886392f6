import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import type { SubjectType } from '../../address/address.ts';
import { type Question, question } from '../../service/query.ts';
import { type ScoreRow, scores, subjectsFor } from '../../service/questions.ts';
import { dayAfter, language } from '../../words/language.ts';
import { isNamed } from './filter.ts';
import { FIGURES } from './lines.ts';

const PAGE = 1000;

/** The ranking of a type; of many own suppliers that no run has scored yet it is the first page. */
export const ranking = (type: SubjectType, buyer: Buyer, asOf: string | null) =>
  scores(type, buyer, asOf, PAGE);

export const rowsAfter = (buyer: Buyer, cursor: string): Question<readonly ScoreRow[]> => ({
  key: ['rows after', buyer, cursor],
  ask: async (client) => {
    const rows: ScoreRow[] = [];
    for (let next: string | null | undefined = cursor; next != null; ) {
      const page = await scores('supplier', buyer, null, PAGE, next).ask(client);
      rows.push(...page.data);
      next = page.next_cursor;
    }
    return rows;
  },
});

export const byStep = (buyer: Buyer, asOf: string | null) =>
  question('/v1/scores', {
    subject_type: 'element',
    buyer,
    limit: 100,
    fields: ['subject', 'score', 'stage', 'stages'],
    as_of: asOf,
  });

export type Origins = Answer<'/v1/elements/{id}/explanation'>;

export const originsOf = (id: string, buyer: Buyer, asOf: string | null) =>
  question('/v1/elements/{id}/explanation', { id, buyer, as_of: asOf });

/** With those who depend on each place: on every step of an element, without one on each element's weakest. */
export const placesOf = (element: string | null, buyer: Buyer) => question('/v1/map', { element, buyer });

const METRICS = { long: FIGURES, wide: ['score'] as const };

/**
 * A year of subjects by week, up to a day: `long` of up to six, with intervals and the method of each week;
 * `wide` of up to 50, column by column,
 * chances alone.
 */
export const yearOf = (
  shape: keyof typeof METRICS,
  subjects: readonly string[],
  buyer: Buyer,
  to: string,
): Question<Answer<'/v1/series'>> => ({
  key: ['year', shape, subjects, buyer, to],
  ask: (client) =>
    client.get('/v1/series', {
      subjects: [...subjects],
      metrics: [...METRICS[shape]],
      buyer,
      from: dayAfter(to, -365),
      to,
      interval: 'week',
      shape,
    }),
});

/**
 * Subjects that words may mean when no row of a type has them in its name: those of the other types that
 * have, and what the service knows by such a
 * name in another writing or language.
 */
export const meantBy = (
  words: string,
  type: SubjectType,
  buyer: Buyer,
): Question<readonly ScoreRow['subject'][]> => ({
  key: ['meant by', words, type, buyer],
  ask: async (client) => {
    const known = client
      .post('/v1/lookups', { items: [{ name: words.slice(0, 200) }], buyer }, { lang: language.value })
      .then(({ data }) =>
        data.flatMap(({ match, candidates }) =>
          (match === null ? candidates : [match]).map(({ subject }) => subject),
        ),
      );
    const named = subjectsFor(buyer).then((all) =>
      all.filter((subject) => subject.type !== type && isNamed({ subject }, words)),
    );
    const found = (await Promise.all([known, named])).flat() as ScoreRow['subject'][];
    return [...new Map(found.map((subject) => [`${subject.type}:${subject.id}`, subject])).values()];
  },
});
