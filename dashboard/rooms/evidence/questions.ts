import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { type Question, question } from '../../service/query.ts';

export type Signal = Answer<'/v1/signals'>['data'][number];
export type Measure = Answer<'/v1/measures'>['data'][number];
export type Source = Answer<'/v1/sources'>['data'][number];

export const SIGNALS = question('/v1/signals', { expand: 'days' });

export const securityPoints = (buyer: Buyer) =>
  question('/v1/scores', {
    subject_type: 'element',
    buyer,
    limit: 100,
    fields: ['subject', 'score', 'security'],
  });

/** The register, own measures among it; only those that reach a material, where one is named. */
export const measuresOn = (element: string | null) =>
  question('/v1/measures', { visibility: 'all', limit: 1000, element });

const waiting = (state: 'in_review' | 'draft') =>
  question('/v1/measures', { state, visibility: 'all', limit: 1000 });

/** Measures that lack something, or that somebody has to look at first. */
export const WAITING_MEASURES: Question<readonly Measure[]> = {
  key: ['measures', 'waiting'],
  ask: async (client) => {
    const pages = [waiting('in_review').ask(client), waiting('draft').ask(client)];
    return (await Promise.all(pages)).flatMap(({ data }) => data);
  },
};

export const SOURCES = question('/v1/sources', {});
export const METHODOLOGY = question('/v1/methodology', {});
export const TRACK_RECORD = question('/v1/track-record', {});
