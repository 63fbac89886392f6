import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { FOLDERS, type Folder } from '../../address/address.ts';
import type { Question } from '../../service/query.ts';
import { language } from '../../words/language.ts';

export type Explanation = Answer<`/v1/${Folder}/{id}/explanation`>;

/**
 * What is asked of a subject: for whom, of which day (null: the newest), and with how many days of stock
 * (null: that of the country).
 */
export interface Asked {
  readonly folder: Folder;
  readonly id: string;
  readonly buyer: Buyer;
  readonly asOf: string | null;
  readonly stock: number | null;
}

/** A subject, and what was asked of it. */
export interface SubjectProps {
  readonly document: Explanation;
  readonly asked: Asked;
}

export const explanation = (asked: Asked): Question<Explanation> => ({
  key: ['explanation', asked],
  ask: (client) =>
    client.get(`/v1/${asked.folder}/{id}/explanation`, {
      id: asked.id,
      buyer: asked.buyer,
      lang: language.value,
      ...(asked.asOf === null ? {} : { as_of: asked.asOf }),
      ...(asked.stock === null ? {} : { cover_days: asked.stock }),
    }),
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
