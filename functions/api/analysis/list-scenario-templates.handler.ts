import { scenarioTemplatesRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { adjustableNumbers } from '#domain/scenarios/assumptions.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { askedOnly, scenarioLink } from './scenario-link.ts';

/** Templates with their changes, and what a scenario may set of the method. */
const body = {
  data: SCENARIO_TEMPLATES.map(({ changes, ...template }) => ({
    ...template,
    changes: askedOnly(changes),
    links: { evaluate: scenarioLink({ template: template.id, buyer: 'JPN' }) ?? '' },
  })),
  adjustable_parameters: adjustableNumbers(METHODOLOGY.document),
};

/** Reads nothing: the templates ship with the code. */
export const handler = apiHandler(scenarioTemplatesRequest, async ({ event }) => answerIfChanged(event, { body }));
