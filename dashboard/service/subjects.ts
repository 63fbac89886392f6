import type { SubjectFolder } from '../address/page-address.ts';
import type { Answer } from './answers.ts';
import type { Question } from './questions.ts';
import type { RankingOf } from './scores.ts';

export type Explanation = Answer<'/v1/elements/{id}/explanation'>;
export type History = Answer<'/v1/elements/{id}/history'>;
type Buyer = RankingOf['buyer'];

const never = (): null => null;

/** Why the score of a subject is what it is; on another day with `asOf`. */
export const explanation = (folder: SubjectFolder, id: string, buyer: Buyer, asOf: string | null): Question<Explanation> => {
  const params = { path: { id }, query: { buyer, ...(asOf === null ? {} : { as_of: asOf }) } };
  return {
    name: `explanation ${folder} ${id} ${buyer} ${asOf}`,
    ask: (client) =>
      folder === 'elements'
        ? client.GET('/v1/elements/{id}/explanation', { params })
        : folder === 'suppliers'
          ? client.GET('/v1/suppliers/{id}/explanation', { params })
          : client.GET('/v1/countries/{id}/explanation', { params }),
    emptyBecause: never,
  };
};

/** The last year of a subject, one point a week. */
export const yearOf = (folder: SubjectFolder, id: string, buyer: Buyer, to: string | null): Question<History> => {
  const params = { path: { id }, query: { buyer, interval: 'week' as const, ...(to === null ? {} : { to }) } };
  return {
    name: `history ${folder} ${id} ${buyer} ${to}`,
    ask: (client) =>
      folder === 'elements'
        ? client.GET('/v1/elements/{id}/history', { params })
        : folder === 'suppliers'
          ? client.GET('/v1/suppliers/{id}/history', { params })
          : client.GET('/v1/countries/{id}/history', { params }),
    emptyBecause: ({ data }) => (data.length === 0 ? 'No score of the last year is kept yet.' : null),
  };
};

/** Names of countries by their code. */
export const COUNTRIES: Question<Answer<'/v1/countries'>> = {
  name: 'countries',
  ask: (client) => client.GET('/v1/countries', { params: { query: { limit: 300 } } }),
  emptyBecause: never,
};

/** Countries, sites, sea lanes and theatres with their places; of one element, or of all. */
export const placesOf = (buyer: Buyer, element: string | null): Question<Answer<'/v1/map'>> => ({
  name: `map ${buyer} ${element}`,
  ask: (client) => client.GET('/v1/map', { params: { query: { buyer, ...(element === null ? {} : { element }) } } }),
  emptyBecause: never,
});

/** Why the score of a subject moved since a day: what was published, and before that what was scored afterwards. */
export const changesOfSubject = (
  folder: SubjectFolder,
  id: string,
  buyer: Buyer,
  from: string,
): Question<Answer<'/v1/elements/{id}/changes'>> => {
  const params = { path: { id }, query: { buyer, from, limit: 100 } };
  return {
    name: `changes of ${folder} ${id} ${buyer} ${from}`,
    ask: (client) =>
      folder === 'elements'
        ? client.GET('/v1/elements/{id}/changes', { params })
        : folder === 'suppliers'
          ? client.GET('/v1/suppliers/{id}/changes', { params })
          : client.GET('/v1/countries/{id}/changes', { params }),
    emptyBecause: never,
  };
};
