import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { FOLDERS, type Folder } from '../../address/address.ts';
import { type Question, question } from '../../service/query.ts';

export type Explanation = Answer<`/v1/${Folder}/{id}/explanation`>;

/**
 * How a subject is looked at: for whom, of which day (null: the newest), and with how many days of stock
 * (null: that of the country).
 */
export type Asked = Readonly<{
  folder: Folder;
  id: string;
  buyer: Buyer;
  asOf: string | null;
  stock: number | null;
}>;

export interface OneDocument {
  readonly document: Explanation;
}

export interface SubjectProps extends OneDocument {
  readonly asked: Asked;
}

export const explanation = ({ folder, id, buyer, asOf, stock }: Asked): Question<Explanation> =>
  question(`/v1/${folder}/{id}/explanation`, { id, buyer, as_of: asOf, cover_days: stock });

export const namesOf = (folder: Folder, buyer: Buyer) =>
  question('/v1/scores', {
    subject_type: FOLDERS[folder],
    buyer,
    limit: 100,
    fields: ['subject'],
    custom: folder === 'suppliers' ? 'include' : null,
  });
