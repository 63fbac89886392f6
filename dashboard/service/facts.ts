import type { paths } from '#client/api-schema.ts';
import type { Answer } from './answers.ts';
import type { Question } from './questions.ts';

export type Measure = Answer<'/v1/measures'>['data'][number];
export type Theatre = paths['/v1/signals/{theatre}']['get']['parameters']['path']['theatre'];
export type SignalDays = Answer<'/v1/signals/{theatre}'>;

const never = (): null => null;

/** The whole register of measures as it stands today. */
export const MEASURES: Question<Answer<'/v1/measures'>> = {
  name: 'measures',
  ask: (client) => client.GET('/v1/measures', { params: { query: { limit: 1000 } } }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'The register holds no measures.' : null),
};

/** Measures that reach any of some elements: by symbol, as part of a group, or as a dual-use good. */
export const measuresOn = (elements: readonly string[]): Question<readonly Measure[]> => ({
  name: `measures on ${elements.join()}`,
  ask: async (client) => {
    const found = await Promise.all(
      elements.map((element) =>
        client.GET('/v1/measures', { params: { query: { element, limit: 1000 } } }).then(({ data }) => data?.data ?? []),
      ),
    );
    return { data: [...new Map(found.flat().map((measure) => [measure.id, measure])).values()] };
  },
  emptyBecause: never,
});

export const SIGNALS: Question<Answer<'/v1/signals'>> = {
  name: 'signals',
  ask: (client) => client.GET('/v1/signals'),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No theatre is watched.' : null),
};

/** A year of one theatre, day by day. */
export const signalDays = (theatre: Theatre): Question<SignalDays> => ({
  name: `signal ${theatre}`,
  ask: (client) => client.GET('/v1/signals/{theatre}', { params: { path: { theatre } } }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'Nobody reported a day within the last year.' : null),
});

export const SECURITY_EVENTS: Question<Answer<'/v1/security-events'>> = {
  name: 'security events',
  ask: (client) => client.GET('/v1/security-events', { params: { query: { limit: 12 } } }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No incident is on record.' : null),
};

export const SOURCES: Question<Answer<'/v1/sources'>> = {
  name: 'sources',
  ask: (client) => client.GET('/v1/sources'),
  emptyBecause: never,
};

/** The document of a methodology: its numbers and its limits. */
export const methodology = (version: string): Question<Answer<'/v1/methodologies/{version}'>> => ({
  name: `methodology ${version}`,
  ask: (client) => client.GET('/v1/methodologies/{version}', { params: { path: { version } } }),
  emptyBecause: never,
});

export const RUNS: Question<Answer<'/v1/runs'>> = {
  name: 'runs',
  ask: (client) => client.GET('/v1/runs', { params: { query: { limit: 10 } } }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'There was no run yet.' : null),
};

export const QUARANTINE: Question<Answer<'/v1/signals/quarantine'>> = {
  name: 'quarantine',
  ask: (client) => client.GET('/v1/signals/quarantine', { params: { query: { limit: 20 } } }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No observation waits for a decision.' : null),
};

export const TRACK_RECORD: Question<Answer<'/v1/track-record'>> = {
  name: 'track record',
  ask: (client) => client.GET('/v1/track-record'),
  emptyBecause: never,
};
