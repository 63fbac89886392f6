import { ADJUSTABLE_PARAMETERS } from '#domain/scenarios/adjustable-parameters.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { askedOnly, scenarioLink } from './scenario-link.ts';

/** Templates with their changes, and what a scenario may set of the method. Reads nothing. */
export const listScenarioTemplates = () => ({
  data: SCENARIO_TEMPLATES.map(({ changes, ...template }) => ({
    ...template,
    changes: askedOnly(changes),
    links: { evaluate: scenarioLink({ template: template.id, buyer: 'JPN' }) ?? '' },
  })),
  adjustable_parameters: ADJUSTABLE_PARAMETERS,
});
