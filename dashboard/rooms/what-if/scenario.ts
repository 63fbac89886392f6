import type { Answer, Body } from '#client/chokepoint-client.ts';
import { type Question, question } from '../../service/query.ts';
import { language } from '../../words/language.ts';

export type Scenario = Body<'/v1/scenario-evaluations'>;
export type Stop = NonNullable<Scenario['stops']>[number];
export type Outcome = Answer<'/v1/scenario-evaluations', 'POST'>;
export type Templates = Answer<'/v1/scenario-templates'>['data'];

/** A scenario as the address of the page holds it: JSON in base64url, as in the links of the service. */
export const scenarioText = (scenario: Scenario): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(scenario))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The scenario of an address; an empty one where it holds none that can be read. */
export function scenarioIn(text: string): Scenario {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : {};
  } catch {
    return {};
  }
}

export const sentOf = (scenario: Scenario): Scenario => ({
  ...scenario,
  stops: (scenario.stops ?? []).filter((stop) => stop.origin || stop.lane || stop.supplier),
});

/** Whether what is sent changes anything for those whom it is worked out for. */
export function changesAnything(scenario: Scenario): boolean {
  const { company, buyers, ...changes } = sentOf(scenario);
  return Object.values(changes).some(
    (change) => typeof change === 'string' || Object.keys(change ?? {}).length > 0,
  );
}

export const outcomeOf = (scenario: Scenario): Question<Outcome> => ({
  key: ['what if', JSON.stringify(scenario)],
  ask: (client) => client.post('/v1/scenario-evaluations', scenario, { lang: language.value }),
});

export const TEMPLATES = question('/v1/scenario-templates', {});
