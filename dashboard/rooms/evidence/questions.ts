/** What the room Evidence asks the service. */
import type { Answer } from '#client/chokepoint-client.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import type { Question } from '../../service/query.ts';
import { language } from '../../words/language.ts';

export type Signal = Answer<'/v1/signals'>['data'][number];
export type Measure = Answer<'/v1/measures'>['data'][number];
export type Source = Answer<'/v1/sources'>['data'][number];

/** Both theatres with the days of a year. */
export const SIGNALS: Question<Answer<'/v1/signals'>> = {
  key: ['signals'],
  ask: (client) => client.get('/v1/signals', { expand: 'days', lang: language.value }),
};

/** Points of the scores of all materials that a security crisis makes. */
export const securityPoints = (buyer: Buyer): Question<Answer<'/v1/scores'>> => ({
  key: ['security points', buyer],
  ask: (client) =>
    client.get('/v1/scores', {
      subject_type: 'element',
      buyer,
      limit: 100,
      fields: ['subject', 'score', 'security'],
      lang: language.value,
    }),
});

/** The register, own measures among it; only those that reach a material, where one is named. */
export const measuresOn = (element: string | null): Question<Answer<'/v1/measures'>> => ({
  key: ['measures', element],
  ask: (client) =>
    client.get('/v1/measures', {
      visibility: 'all',
      limit: 1000,
      lang: language.value,
      ...(element === null ? {} : { element }),
    }),
});

/** Measures that lack something, or that somebody has to look at first. */
export const WAITING_MEASURES: Question<readonly Measure[]> = {
  key: ['measures', 'waiting'],
  ask: async (client) => {
    const states = ['in_review', 'draft'] as const;
    const pages = await Promise.all(
      states.map((state) =>
        client.get('/v1/measures', { state, visibility: 'all', limit: 1000, lang: language.value }),
      ),
    );
    return pages.flatMap(({ data }) => data);
  },
};

export const SOURCES: Question<Answer<'/v1/sources'>> = {
  key: ['sources'],
  ask: (client) => client.get('/v1/sources', { lang: language.value }),
};

/** The document of the method: its numbers and its limits. */
export const METHODOLOGY: Question<Answer<'/v1/methodology'>> = {
  key: ['methodology'],
  ask: (client) => client.get('/v1/methodology', { lang: language.value }),
};

export const TRACK_RECORD: Question<Answer<'/v1/track-record'>> = {
  key: ['track record'],
  ask: (client) => client.get('/v1/track-record', { lang: language.value }),
};
