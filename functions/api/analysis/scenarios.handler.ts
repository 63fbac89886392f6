import {
  scenarioEvaluationRequest,
  scenarioLinkRequest,
  scenarioTemplatesRequest,
} from '#contracts/api/analysis-requests.ts';
import { adjustableNumbers } from '#domain/scenarios/assumptions.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import type { Lang } from '#domain/vocabulary/template.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { ownMeasures } from '../observations/observations.services.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { type Asker, answerScenario, askedOnly, scenarioLink, scenarioOfLink } from './scenarios.ts';

const body = {
  data: SCENARIO_TEMPLATES.map(({ changes, ...template }) => ({
    ...template,
    changes: askedOnly(changes),
    links: { evaluate: scenarioLink({ template: template.id, buyers: ['JPN'] }) ?? '' },
  })),
  adjustable_parameters: adjustableNumbers(METHODOLOGY.document),
};

export const listScenarioTemplatesHandler = apiHandler(scenarioTemplatesRequest, async ({ event }) =>
  answerIfChanged(event, { body: { ...body, ...pagingOf(event, null).links(null) } }),
);

export const evaluateScenarioHandler = apiHandler(
  scenarioEvaluationRequest,
  async ({ body, lang, caller }) => {
    const answer = await answerScenario(publishedScores(), body, await askerOf(caller.client, lang));
    return { body: answer, headers: { 'cache-control': 'no-store' } };
  },
);

export const getScenarioEvaluationHandler = apiHandler(
  scenarioLinkRequest,
  async ({ event, query, lang, caller }) => {
    const body = await answerScenario(
      publishedScores(),
      scenarioOfLink(query.scenario),
      await askerOf(caller.client, lang),
    );
    return answerIfChanged(event, { body, headers: body.company === null ? {} : PRIVATE });
  },
);

const askerOf = async (client: string, lang: Lang): Promise<Asker> => ({
  ownMeasures: () => ownMeasures(client),
  // What scores companies is loaded by who asks for one.
  companyIn: async (id, run) =>
    (await import('../companies/company-in-run.services.ts')).companyInRun(client, id, run),
  language: (await import('#domain/words/catalogue.ts')).languageOf(lang),
});
