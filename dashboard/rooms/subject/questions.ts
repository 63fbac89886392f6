import type { Answer } from '#client/chokepoint-client.ts';
import { type Buyer, FOLDERS, type Folder } from '../../address/address.ts';
import type { Question } from '../../service/query.ts';
import { language } from '../../words/language.ts';

export type Explanation = Answer<`/v1/${Folder}/{id}/explanation`>;
export type History = Answer<`/v1/${Folder}/{id}/history`>;

/** What is asked of a subject: for whom, of which day (null: the newest), and with how many days of stock (null: that of the country). */
export interface Asked {
  readonly folder: Folder;
  readonly id: string;
  readonly buyer: Buyer;
  readonly asOf: string | null;
  readonly stock: number | null;
}

/** Parameters of an address of the API about a subject. */
export const queryOf = ({ buyer, asOf, stock }: Asked) => ({
  buyer,
  ...(asOf === null ? {} : { as_of: asOf }),
  ...(stock === null ? {} : { cover_days: stock }),
});

export const explanation = (asked: Asked): Question<Explanation> => ({
  key: ['explanation', asked],
  ask: (client) => client.get(`/v1/${asked.folder}/{id}/explanation`, { id: asked.id, ...queryOf(asked), lang: language.value }),
});

/** Scores by week with their intervals. */
export const history = ({ folder, id, buyer }: Asked, from: string, to: string): Question<History> => ({
  key: ['history', folder, id, buyer, from, to],
  ask: (client) => client.get(`/v1/${folder}/{id}/history`, { id, buyer, from, to, interval: 'week' }),
});

/** Names of the subjects of a type, the most at risk first, 100 at most. */
export const namesOf = (folder: Folder, buyer: Buyer): Question<Answer<'/v1/scores'>> => ({
  key: ['names', folder, buyer],
  ask: (client) =>
    client.get('/v1/scores', {
      subject_type: FOLDERS[folder],
      buyer,
      limit: 100,
      fields: ['subject'],
      lang: language.value,
      ...(folder === 'suppliers' ? { custom: 'include' as const } : {}),
    }),
});
