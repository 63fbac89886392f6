import { plainRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';

/** A short description of the service, with links to begin with. */
const START = {
  name: 'Chokepoint',
  description:
    'How likely a supply disruption of a critical element is that outlasts the stocks of a buyer, and why. Scores are probabilities in percent: higher is riskier.',
  links: {
    documentation: '/docs',
    ranking: '/v1/scores?subject_type=element&buyer=JPN',
    element: '/v1/elements/Dy?buyer=JPN',
    explanation: '/v1/elements/Dy/explanation?buyer=JPN',
    history: '/v1/elements/Dy/history?buyer=JPN&interval=week',
    suppliers: '/v1/suppliers',
    signals: '/v1/signals',
    measures: '/v1/measures',
    methodology: '/v1/methodology',
    status: '/v1/status',
    openapi: '/openapi.json',
  },
} as const;

export const handler = apiHandler(plainRequest, async ({ event }) => answerIfChanged(event, { body: START }));
