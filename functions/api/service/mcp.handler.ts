import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { operationHandler } from '#functions/http/api-handler.ts';
import { readEnvironment } from '#functions/http/cold-start.ts';
import type { AskingContext } from '#functions/http/dispatch.ts';

/** The tools are loaded when somebody asks for them. */
export const askToolsHandler = operationHandler('scores:read', async (event, context) => {
  const { answerOverHttp } = await import('./mcp-server.services.ts');
  const { CODE_VERSION } = readEnvironment(describingApiEnvironmentSchema);
  return answerOverHttp(event, context as AskingContext, CODE_VERSION);
});
