import { scenarioTemplatesRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { listScenarioTemplates } from './list-scenario-templates.ts';

export const handler = apiHandler(scenarioTemplatesRequest, async ({ event }) => answerIfChanged(event, { body: listScenarioTemplates() }));
