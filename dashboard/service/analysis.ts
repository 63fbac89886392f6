import type { Answer, Body } from '#client/chokepoint-client.ts';
import type { Question } from './questions.ts';
import type { RankingOf } from './scores.ts';

type Buyer = RankingOf['buyer'];
export type ScenarioRequest = Body<'/v1/scenario-evaluations'>;
export type ScenarioOutcome = Answer<'/v1/scenario-evaluations', 'POST'>;

/** Scores of several subjects, a point a week, with their intervals. */
export const series = (subjects: readonly string[], buyer: Buyer): Question<Answer<'/v1/series'>> => ({
  name: `series ${subjects.join()} ${buyer}`,
  ask: (client) => client.get('/v1/series', { subjects: [...subjects], metrics: ['score', 'p05', 'p95'], buyer, interval: 'week' }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No score of these subjects is kept for the last year.' : null),
});

/** Every cause and every stage of every element, for the heat map. */
export const allInDepth = (buyer: Buyer): Question<Answer<'/v1/scores'>> => ({
  name: `in depth ${buyer}`,
  ask: (client) =>
    client.get('/v1/scores', {
      subject_type: 'element',
      buyer,
      limit: 100,
      expand: ['drivers', 'stages'],
      fields: ['subject', 'score', 'band', 'interval', 'status_reason'],
    }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No element is scored.' : null),
});

/** Scores of elements with what a security crisis adds to them. */
export const securityParts = (buyer: Buyer): Question<Answer<'/v1/scores'>> => ({
  name: `security ${buyer}`,
  ask: (client) =>
    client.get('/v1/scores', { subject_type: 'element', buyer, limit: 100, fields: ['subject', 'score', 'security', 'p_security'] }),
  emptyBecause: ({ data }) => (data.length === 0 ? 'No element is scored.' : null),
});

/** The outcome of a scenario for the elements of the newest run. */
export const scenario = (request: ScenarioRequest): Question<ScenarioOutcome> => ({
  name: `scenario ${JSON.stringify(request)}`,
  ask: (client) => client.post('/v1/scenario-evaluations', request),
  emptyBecause: () => null,
});

export const SCENARIO_TEMPLATES: Question<Answer<'/v1/scenario-templates'>> = {
  name: 'scenario templates',
  ask: (client) => client.get('/v1/scenario-templates'),
  emptyBecause: () => null,
};

export type CompanyResults = Answer<'/v1/companies/{id}/results'>;
export type CompanyImport = Answer<'/v1/companies:import', 'POST'>;

/** What is understood of a file of a company; nothing is stored. */
export const companyPreview = (id: string, text: string, buyer: Buyer): Question<CompanyImport> => ({
  name: `company of ${buyer} ${text}`,
  ask: (client) => client.post('/v1/companies:import', { files: [{ name: 'the table', text }] }, { id, country: buyer, dry_run: 'true' }),
  emptyBecause: () => null,
});

/** `of`: names the content, so that another one is asked for anew. */
export const companyResults = (id: string, of: string): Question<CompanyResults> => ({
  name: `results of company ${id} ${of}`,
  ask: (client) => client.get('/v1/companies/{id}/results', { id }),
  emptyBecause: () => null,
});
