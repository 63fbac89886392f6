import { escaped, htmlPage } from './html-page.ts';

/** A short description of the service, with links to begin with. */
export const START = {
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
    methodology: '/v1/methodologies',
    status: '/v1/status',
    openapi: '/openapi.json',
  },
} as const;

/** Description of each link for a person. */
const WORDS: Readonly<Record<keyof typeof START.links, string>> = {
  documentation: 'The reference of the whole API: read this first',
  ranking: 'The ranking of elements for Japan, highest risk first',
  element: 'One element: dysprosium',
  explanation: 'Why its score is what it is',
  history: 'Its score over time',
  suppliers: 'Suppliers with their scores',
  signals: 'Pressure around Taiwan and the Senkaku/Diaoyu islands',
  measures: 'Export controls and other policy events',
  methodology: 'How scores are computed',
  status: 'How fresh everything is',
  openapi: 'The same for programs: OpenAPI 3.1',
};

/** The start page as HTML for a browser. */
export function startPage(): string {
  const links = (Object.keys(WORDS) as (keyof typeof WORDS)[]).map(
    (name) => `<li>${WORDS[name]}<br><a href="${escaped(START.links[name])}"><code>${escaped(START.links[name])}</code></a></li>`,
  );
  return htmlPage(START.name, `<h1>${START.name}</h1><p>${escaped(START.description)}</p><ul>${links.join('')}</ul>`);
}
