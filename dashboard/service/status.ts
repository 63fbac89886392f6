import type { Answer } from '#client/chokepoint-client.ts';
import type { Question } from './questions.ts';

/** How fresh everything is. */
export const STATUS: Question<Answer<'/v1/status'>> = {
  name: 'status',
  ask: (client) => client.get('/v1/status'),
  emptyBecause: () => null,
};
