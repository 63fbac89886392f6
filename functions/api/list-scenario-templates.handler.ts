import { scenarioTemplatesRequest } from '#contracts/scenarios-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { listScenarioTemplates } from './list-scenario-templates.ts';

export const handler = apiHandler(scenarioTemplatesRequest, async ({ event }) => answerIfChanged(event, { body: listScenarioTemplates() }));
