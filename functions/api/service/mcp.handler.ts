import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { httpChain, withBody } from '#functions/http/api-handler.ts';
import { readEnvironment } from '#functions/http/cold-start.ts';
import type { AskingContext } from '#functions/http/dispatch.ts';

/** The tools are loaded when somebody asks for them. */
export const askToolsHandler = httpChain('scores:read', async (event, context, _timeIsOver, body) => {
  const { answerOverHttp } = await import('./mcp-server.services.ts');
  const { CODE_VERSION } = readEnvironment(describingApiEnvironmentSchema);
  return answerOverHttp(withBody(event, body), context as AskingContext, CODE_VERSION);
});
