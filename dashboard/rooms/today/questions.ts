import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import type { Question } from '../../service/query.ts';
import { CHANCE_FIELDS } from '../../service/questions.ts';
import { language } from '../../words/language.ts';

export type CompanyResults = Answer<'/v1/companies/{id}/results'>;

/** Chances of a company's own lines; what helps most, which takes seconds, with `helps`. */
export const resultsOf = (id: string, expand: 'helps'[] = []): Question<CompanyResults> => ({
  key: ['results', id, expand],
  ask: (client) => client.get('/v1/companies/{id}/results', { id, lang: language.value, expand }),
});

/** Elements that are most at risk for a buyer, with the dates that are set for them. */
export const elementsAhead = (buyer: Buyer): Question<Answer<'/v1/scores'>> => ({
  key: ['elements ahead', buyer],
  ask: (client) =>
    client.get('/v1/scores', {
      subject_type: 'element',
      buyer,
      limit: 50,
      lang: language.value,
      fields: [...CHANCE_FIELDS, 'cover_days'],
      expand: ['scheduled_steps'],
    }),
});
