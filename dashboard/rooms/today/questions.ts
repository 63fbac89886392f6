import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '../../address/address.ts';
import type { Question } from '../../service/query.ts';
import { language } from '../../words/language.ts';

export type CompanyResults = Answer<'/v1/companies/{id}/results'>;
export type Line = CompanyResults['lines'][number];
type Step = NonNullable<Answer<'/v1/scores'>['data'][number]['scheduled_steps']>[number];

/** A date that is set, with the chance of each element now and then. */
export interface DatedStep extends Pick<Step, 'date' | 'in_days' | 'description'> {
  readonly effects: readonly { readonly name: string; readonly now: number; readonly then: number }[];
}

/** Chances of a company's own lines. */
export const resultsOf = (company: string): Question<CompanyResults> => ({
  key: ['results', company],
  ask: (client) => client.get('/v1/companies/{id}/results', { id: company, lang: language.value }),
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
      fields: ['subject', 'score', 'band', 'interval', 'quantiles', 'bands', 'state', 'may_begin', 'security', 'rank', 'cover_days'],
      expand: ['scheduled_steps'],
    }),
});
