import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { FOLDERS } from '../address/address.ts';
import { language } from '../words/language.ts';
import { client } from './query.ts';
import type { ScoreRow } from './questions.ts';

/** All that can be found by name, own suppliers too; of a type at most a thousand. */
export async function subjectsFor(buyer: Buyer): Promise<readonly ScoreRow['subject'][]> {
  const lists = Object.values(FOLDERS).map((type) =>
    client.get('/v1/scores', {
      ...{ subject_type: type, buyer, limit: 1000, fields: ['subject'], lang: language.value },
      ...(type === 'supplier' && { custom: 'include' }),
    }),
  );
  return (await Promise.all(lists)).flatMap(({ data }) => data.map(({ subject }) => subject));
}
