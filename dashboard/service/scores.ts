import type { Answer, Query } from '#client/chokepoint-client.ts';
import type { Question } from './questions.ts';

export type ScoreRow = Answer<'/v1/scores'>['data'][number];
export type Change = Answer<'/v1/changes'>['data'][number];
type RankingQuery = Query<'/v1/scores'>;
export type Sort = NonNullable<RankingQuery['sort']>;
export type Band = NonNullable<RankingQuery['band']>;
export type SubjectType = NonNullable<RankingQuery['subject_type']>;

export interface RankingOf {
  readonly type: SubjectType;
  readonly buyer: NonNullable<RankingQuery['buyer']>;
  readonly sort: Sort;
  readonly band: Band | null;
  readonly asOf: string | null;
}

/** Columns that the ranking shows; the others stay where they are. */
const FIELDS = [
  'subject',
  'score',
  'band',
  'interval',
  'state',
  'may_begin',
  'security',
  'undecided_since',
  'rank',
  'top_drivers',
  'coverage',
  'status_reason',
  'stage',
  'element',
  'elements',
  'countries',
  'stale_sources',
] as const;
const MOST_WITH_HISTORY = 100;
const MOST = 300;

/** The query of a ranking; of another day without the last 90 days, which only the newest has. */
function rankingQuery({ type, buyer, sort, band, asOf }: RankingOf) {
  const withHistory = asOf === null;
  return {
    subject_type: type,
    buyer,
    sort,
    limit: withHistory ? MOST_WITH_HISTORY : MOST,
    fields: [...FIELDS],
    ...(band === null ? {} : { band }),
    ...(asOf === null ? {} : { as_of: asOf }),
    ...(withHistory ? { expand: ['history_90d' as const] } : {}),
  };
}

export const ranking = (of: RankingOf): Question<Answer<'/v1/scores'>> => ({
  name: `ranking ${JSON.stringify(of)}`,
  ask: (client) => client.get('/v1/scores', rankingQuery(of)),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No subject is in this band. Take the filter away to see all of them.' : null),
});

/** The table as a file for spreadsheets: the same rows from the same run. */
export const rankingFile = ({ type, buyer, sort, band, asOf }: RankingOf): string =>
  `/v1/scores?${new URLSearchParams({
    subject_type: type,
    buyer,
    sort,
    limit: '1000',
    format: 'csv',
    ...(band === null ? {} : { band }),
    ...(asOf === null ? {} : { as_of: asOf }),
  })}`;

/** A sentence on the days since `from` that the feed does not have; empty where it has all of them. */
export const notKnownBefore = ({ kept_from: first }: Pick<Answer<'/v1/changes'>, 'kept_from'>, from: string): string =>
  first === null || first <= from
    ? ''
    : ` Publication began on ${first}: what moved before is not known from here, and stands in the trend of each subject.`;

function reasonForNoChanges(answer: Answer<'/v1/changes'>, from: string): string | null {
  const { data, kept_from: first } = answer;
  if (data.length > 0) return null;
  if (first === null) return 'Nothing has been published yet, so nothing is known of what changed.';
  return `No score changed since ${first > from ? first : from}.${notKnownBefore(answer, from)}`;
}

/** Changes since a day, for one buyer. */
export const changesSince = (buyer: RankingOf['buyer'], from: string, type: SubjectType | null): Question<Answer<'/v1/changes'>> => ({
  name: `changes ${buyer} ${from} ${type}`,
  ask: (client) => client.get('/v1/changes', { buyer, from, limit: 200, ...(type === null ? {} : { subject_type: type }) }),
  emptyBecause: (answer) => reasonForNoChanges(answer, from),
});
