import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { addressOf } from '../../address/address.ts';
import { question } from '../../service/query.ts';
import { CHANCE_FIELDS } from '../../service/questions.ts';
import { language } from '../../words/language.ts';

/** More of them than not are scarce; a standstill is rarer, and one in ten is worth a headline. */
export const LIKELY = 50;
export const NOTABLE = 10;
export const MOST_EXPLAINED = 20;

export type CompanyResults = Answer<'/v1/companies/{id}/results'>;

export type Line = CompanyResults['lines'][number];

/** Chances of a company's own lines; with `details` dates of each line, which take seconds. */
export const resultsOf = (id: string, expand: 'details'[] = []) =>
  question('/v1/companies/{id}/results', { id, expand });

export const boughtFor = (id: string, budget: number) =>
  question('/v1/companies/{id}/results', { id, budget });

export const within = <W extends Readonly<{ days: number }>>(
  of: Readonly<{ within: readonly W[] }> | null,
  length: 30 | 90 | 365,
) => of?.within.find(({ days }) => days === length);

export const elementsAhead = (buyer: Buyer) =>
  question('/v1/scores', {
    subject_type: 'element',
    buyer,
    limit: 50,
    fields: [...CHANCE_FIELDS, 'cover_days', 'top_drivers'],
    expand: ['scheduled_steps'],
  });

export const sheetOf = (id: string): string =>
  addressOf(`/v1/companies/${encodeURIComponent(id)}/report`, { lang: language.value });
