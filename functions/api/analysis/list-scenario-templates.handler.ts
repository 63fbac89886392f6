import { scenarioTemplatesRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { ADJUSTABLE_PARAMETERS } from '#domain/scenarios/adjustable-parameters.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { askedOnly, scenarioLink } from './scenario-link.ts';

/** Templates with their changes, and what a scenario may set of the method. */
const body = {
  data: SCENARIO_TEMPLATES.map(({ changes, ...template }) => ({
    ...template,
    changes: askedOnly(changes),
    links: { evaluate: scenarioLink({ template: template.id, buyer: 'JPN' }) ?? '' },
  })),
  adjustable_parameters: ADJUSTABLE_PARAMETERS,
};

/** Reads nothing: the templates ship with the code. */
export const handler = apiHandler(scenarioTemplatesRequest, async ({ event }) => answerIfChanged(event, { body }));
