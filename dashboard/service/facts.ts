import type { Answer, Query } from '#client/chokepoint-client.ts';
import type { Question } from './questions.ts';

export type Measure = Answer<'/v1/measures'>['data'][number];
export type Theatre = Query<'/v1/signals/{theatre}'>['theatre'];
export type SignalDays = Answer<'/v1/signals/{theatre}'>;

const never = (): null => null;

/** The whole register of measures as it stands today. */
export const MEASURES: Question<Answer<'/v1/measures'>> = {
  name: 'measures',
  ask: (client) => client.get('/v1/measures', { limit: 1000 }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'The register holds no measures.' : null),
};

/** Measures that wait: they lack something, or somebody has to look at them first. */
export const WAITING_MEASURES: Question<readonly Measure[]> = {
  name: 'waiting measures',
  ask: async (client) => {
    const states = ['in_review', 'draft'] as const;
    const pages = await Promise.all(states.map((state) => client.get('/v1/measures', { state, visibility: 'all', limit: 1000 })));
    return pages.flatMap(({ data }) => data);
  },
  emptyBecause: never,
};

/** Measures that reach any of some elements: by symbol, as part of a group, or as a dual-use good. */
export const measuresOn = (elements: readonly string[]): Question<readonly Measure[]> => ({
  name: `measures on ${elements.join()}`,
  ask: async (client) => {
    const found = await Promise.all(
      elements.map((element) => client.get('/v1/measures', { element, limit: 1000 }).then(({ data }) => data)),
    );
    return [...new Map(found.flat().map((measure) => [measure.id, measure])).values()];
  },
  emptyBecause: never,
});

export const SIGNALS: Question<Answer<'/v1/signals'>> = {
  name: 'signals',
  ask: (client) => client.get('/v1/signals'),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No theatre is watched.' : null),
};

/** A year of one theatre, day by day. */
export const signalDays = (theatre: Theatre): Question<SignalDays> => ({
  name: `signal ${theatre}`,
  ask: (client) => client.get('/v1/signals/{theatre}', { theatre }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'Nobody reported a day within the last year.' : null),
});

export const SECURITY_EVENTS: Question<Answer<'/v1/security-events'>> = {
  name: 'security events',
  ask: (client) => client.get('/v1/security-events', { limit: 12 }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No security event is on record.' : null),
};

export const SOURCES: Question<Answer<'/v1/sources'>> = {
  name: 'sources',
  ask: (client) => client.get('/v1/sources'),
  emptyBecause: never,
};

/** The document of the method: its numbers and its limits. */
export const METHODOLOGY: Question<Answer<'/v1/methodology'>> = {
  name: 'methodology',
  ask: (client) => client.get('/v1/methodology'),
  emptyBecause: never,
};

export const RUNS: Question<Answer<'/v1/runs'>> = {
  name: 'runs',
  ask: (client) => client.get('/v1/runs', { limit: 10 }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'There was no run yet.' : null),
};

export const TRACK_RECORD: Question<Answer<'/v1/track-record'>> = {
  name: 'track record',
  ask: (client) => client.get('/v1/track-record'),
  emptyBecause: never,
};
