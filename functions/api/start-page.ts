import { escaped, htmlPage } from './html-page.ts';

/** What the service is and where to begin. */
export const START = {
  name: 'Chokepoint',
  description:
    'How likely a supply disruption of a critical element is that outlasts the stocks of a buyer, and why. Scores are probabilities in percent: higher is riskier.',
  links: {
    ranking: '/v1/scores?subject_type=element&buyer=JPN',
    element: '/v1/elements/Dy?buyer=JPN',
    explanation: '/v1/elements/Dy/explanation?buyer=JPN',
    history: '/v1/elements/Dy/history?buyer=JPN&interval=week',
    suppliers: '/v1/suppliers',
    signals: '/v1/signals',
    measures: '/v1/measures',
    methodology: '/v1/methodologies',
    status: '/v1/status',
    documentation: '/docs',
    openapi: '/openapi.json',
  },
} as const;

/** The same for a browser. */
export function startPage(): string {
  const links = Object.entries(START.links).map(
    ([name, path]) => `<li>${name}: <a href="${escaped(path)}"><code>${escaped(path)}</code></a></li>`,
  );
  return htmlPage(START.name, `<h1>${START.name}</h1><p>${escaped(START.description)}</p><ul>${links.join('')}</ul>`);
}
