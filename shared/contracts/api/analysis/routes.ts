import { route } from '../api-route.ts';
import { exposuresRequest } from './exposures-request.ts';
import { exposureSchema } from './exposures-response.ts';
import { lookupsRequest } from './lookups-request.ts';
import { lookupsSchema } from './lookups-response.ts';
import * as scenarios from './scenarios-request.ts';
import * as scenarioResponses from './scenarios-response.ts';

export const analysisRoutes = [
  route({
    methods: ['POST'],
    path: '/v1/lookups',
    operationId: 'lookUpSubjects',
    handler: 'functions/api/analysis/look-up-subjects.handler.ts',
    tag: 'Subjects',
    summary: 'Find many subjects at once',
    description:
      'Up to 500 suppliers, elements or countries by id, LEI, DUNS number, own ids, or name and country. Every match says why; what is not certain is answered with candidates, never guessed. Suppliers that come with the service have no LEI or DUNS number on record; your own may.',
    request: lookupsRequest,
    answer: { name: 'Lookups', schema: lookupsSchema },
    example: '/v1/lookups',
    exampleBody: {
      buyer: 'JPN',
      items: [
        { ref: 'A-1', name: 'LYNAS RARE EARTHS LTD', country: 'MYS' },
        { ref: 'A-2', name: 'Lynas Rare Erths' },
        { ref: 'A-3', id: 'lynas' },
        { ref: 'A-4', lei: '506700GE1G29325QX363' },
        { ref: 'A-5', type: 'element', name: 'dysprosium' },
      ],
    },
  }),
  route({
    methods: ['POST'],
    path: '/v1/exposures',
    operationId: 'evaluateExposure',
    handler: 'functions/api/analysis/evaluate-exposure.handler.ts',
    tag: 'Analysis',
    summary: 'Exposure of a bill of materials',
    description:
      'A bill of materials or a list of spend in, exposure out: by element and by supplier, kilograms and money at risk with intervals, single sources, largest origins, alternatives. Lines name elements, materials, suppliers (also those you have stored), or products whose element content is known. What can not be mapped is listed with the reason. Stores nothing.',
    request: exposuresRequest,
    answer: { name: 'Exposure', schema: exposureSchema },
    example: '/v1/exposures',
    exampleBody: {
      buyer: 'JPN',
      currency: 'EUR',
      lines: [
        { line: 1, material: 'dysprosium oxide', quantity: 120, unit: 'kg', spend: 60000, supplier_id: 'lynas' },
        { line: 2, product: 'ndfeb-magnet', quantity: 2, unit: 't', spend: 180000 },
        { line: 3, element: 'Ga', quantity: 300, unit: 'kg', spend: 95000 },
        { line: 4, product: 'smartphone', quantity: 1000, spend: 400000 },
        { line: 5, material: 'unobtainium', spend: 1000 },
      ],
    },
  }),
  route({
    path: '/v1/scenario-templates',
    operationId: 'listScenarioTemplates',
    handler: 'functions/api/analysis/list-scenario-templates.handler.ts',
    readsScores: false,
    tag: 'Analysis',
    summary: 'Ready-made scenarios',
    description: 'What-if questions to start from, each as the changes it makes, and the numbers of the method that a scenario may set.',
    request: scenarios.scenarioTemplatesRequest,
    answer: { name: 'ScenarioTemplates', schema: scenarioResponses.scenarioTemplatesSchema },
    example: '/v1/scenario-templates',
  }),
  route({
    methods: ['POST'],
    path: '/v1/scenario-evaluations',
    operationId: 'evaluateScenario',
    handler: 'functions/api/analysis/evaluate-scenario.handler.ts',
    tag: 'Analysis',
    summary: 'Ask what if',
    description:
      'Scores all elements for a buyer again under a scenario: measures added, lifted or back from suspension, pressure of a theatre, closed lanes and origins, lost suppliers, stock, shares, numbers of the method, or a template with any of these on top. Stores nothing. `share_url` gives the same answer again.',
    request: scenarios.scenarioEvaluationRequest,
    answer: { name: 'ScenarioEvaluation', schema: scenarioResponses.scenarioEvaluationSchema },
    example: '/v1/scenario-evaluations',
    exampleBody: {
      template: 'japan-embargo-2010',
      buyer: 'JPN',
      closures: [{ lane: 'taiwan_strait', days: 60 }],
      cover: [{ elements: ['Dy', 'Tb'], add_days: 30 }],
    },
  }),
  route({
    path: '/v1/scenario-evaluations',
    operationId: 'getScenarioEvaluation',
    handler: 'functions/api/analysis/get-scenario-evaluation.handler.ts',
    computes: true,
    tag: 'Analysis',
    summary: 'Open a shared scenario',
    description: 'What a `share_url` leads to: the answer of the scenario that is in the address, on the run that it names.',
    request: scenarios.scenarioLinkRequest,
    answer: { name: 'ScenarioEvaluation', schema: scenarioResponses.scenarioEvaluationSchema },
    example: '/v1/scenario-evaluations?scenario=eyJidXllciI6IkpQTiIsInRlbXBsYXRlIjoiamFwYW4tZW1iYXJnby0yMDEwIn0',
  }),
] as const;
