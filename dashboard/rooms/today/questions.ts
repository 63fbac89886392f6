import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { question } from '../../service/query.ts';
import { CHANCE_FIELDS } from '../../service/questions.ts';

export type CompanyResults = Answer<'/v1/companies/{id}/results'>;

/** Chances of a company's own lines; what helps most, which takes seconds, with `helps`. */
export const resultsOf = (id: string, expand: 'helps'[] = []) =>
  question('/v1/companies/{id}/results', { id, expand });

export const elementsAhead = (buyer: Buyer) =>
  question('/v1/scores', {
    subject_type: 'element',
    buyer,
    limit: 50,
    fields: [...CHANCE_FIELDS, 'cover_days'],
    expand: ['scheduled_steps'],
  });
