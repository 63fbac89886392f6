import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { currentQuery, FOLDERS, type SubjectType } from '../address/address.ts';
import { language } from '../words/language.ts';
import { client, type Question, question } from './query.ts';

export type Status = Answer<'/v1/status'>;
export type ScoreRow = Answer<'/v1/scores'>['data'][number];

const BUSY_MS = 3000;
const CALM_MS = 120_000;

export const STATUS: Question<Status> = {
  ...question('/v1/status', {}),
  again: (last) => (last?.progress.scores == null && last?.progress.history == null ? CALM_MS : BUSY_MS),
};

/** The company of the address, else the first there is. */
export function companyOf({ companies }: Status): Status['companies'][number] | undefined {
  const asked = currentQuery.value.get('company');
  return companies.find(({ id }) => id === asked) ?? companies[0];
}

export const mayDo = ({ access }: Status, scope: string): boolean =>
  access.scopes.some((held) => held === scope || held === 'admin');

export const CHANCE_FIELDS = [
  'subject',
  'score',
  'band',
  'interval',
  'scarce',
  'scarce_interval',
  'quantiles',
  'bands',
  'state',
  'may_begin',
  'security',
  'rank',
] as const;
const FIELDS = [
  ...CHANCE_FIELDS,
  ...(['coverage', 'status_reason', 'stage', 'element', 'cover_days', 'top_drivers'] as const),
  ...(['headline', 'headline_code', 'headline_params'] as const), // the reason in another language is made of these
] as const;

/**
 * Scores of one type of subject for a buyer, most at risk first, own suppliers among them; of a past day with
 * `asOf`, which has no own.
 */
export const scores = (
  type: SubjectType,
  buyer: Buyer,
  asOf: string | null,
  limit: number,
  cursor: string | null = null,
) =>
  question('/v1/scores', {
    subject_type: type,
    buyer,
    limit,
    fields: type === 'supplier' ? [...FIELDS, 'custom'] : [...FIELDS],
    custom: type === 'supplier' && asOf === null ? 'include' : null,
    as_of: asOf,
    cursor,
  });

/** Why scores moved between two days; without `to` up to now. At most twenty subjects. */
export const differences = (
  subjects: readonly string[],
  buyer: Buyer,
  from: string,
  to: string | null = null,
) => question('/v1/differences', { subjects: [...subjects], buyer, from, to });

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
