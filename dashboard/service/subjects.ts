import type { Answer } from '#client/chokepoint-client.ts';
import type { SubjectFolder } from '../address/page-address.ts';
import type { Question } from './questions.ts';
import type { RankingOf } from './scores.ts';

export type Explanation = Answer<'/v1/elements/{id}/explanation'>;
export type History = Answer<'/v1/elements/{id}/history'>;
type Buyer = RankingOf['buyer'];

const never = (): null => null;

/** Why the score of a subject is what it is; on another day with `asOf`. */
export const explanation = (folder: SubjectFolder, id: string, buyer: Buyer, asOf: string | null): Question<Explanation> => ({
  name: `explanation ${folder} ${id} ${buyer} ${asOf}`,
  ask: (client) => client.get(`/v1/${folder}/{id}/explanation`, { id, buyer, ...(asOf === null ? {} : { as_of: asOf }) }),
  emptyBecause: never,
});

/** The last year of a subject, one point a week. */
export const yearOf = (folder: SubjectFolder, id: string, buyer: Buyer, to: string | null): Question<History> => ({
  name: `history ${folder} ${id} ${buyer} ${to}`,
  ask: (client) => client.get(`/v1/${folder}/{id}/history`, { id, buyer, interval: 'week' as const, ...(to === null ? {} : { to }) }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No score of the last year is kept yet.' : null),
});

/** Names of countries by their code. */
export const COUNTRIES: Question<Answer<'/v1/countries'>> = {
  name: 'countries',
  ask: (client) => client.get('/v1/countries', { limit: 300 }),
  emptyBecause: never,
};

/** Countries, sites, sea lanes and theatres with their places; of one element, or of all. */
export const placesOf = (buyer: Buyer, element: string | null): Question<Answer<'/v1/map'>> => ({
  name: `map ${buyer} ${element}`,
  ask: (client) => client.get('/v1/map', { buyer, ...(element === null ? {} : { element }) }),
  emptyBecause: never,
});

/** Why the score of a subject, `element:Dy`, moved from a day to now, step by step. */
export const stepsOf = (subject: string, buyer: Buyer, from: string): Question<Answer<'/v1/differences'>> => ({
  name: `steps of ${subject} ${buyer} ${from}`,
  ask: (client) => client.get('/v1/differences', { subjects: [subject], buyer, from, steps: 'true' as const }),
  emptyBecause: never,
});
