import type { Answer, Body } from '#client/chokepoint-client.ts';
import type { Question } from '../../service/query.ts';
import { language } from '../../words/language.ts';

export type Scenario = Body<'/v1/scenario-evaluations'>;
export type Stop = NonNullable<Scenario['stops']>[number];
export type Outcome = Answer<'/v1/scenario-evaluations', 'POST'>;
export type Templates = Answer<'/v1/scenario-templates'>;

/** A scenario as the address of the page holds it: JSON in base64url, as in the links of the service. */
export function scenarioText(scenario: Scenario): string {
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The scenario of an address; an empty one where it holds none that can be read. */
export function scenarioIn(text: string | null): Scenario {
  if (text === null) return {};
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : {};
  } catch {
    return {};
  }
}

/** Whether it changes anything. */
export function changesAnything({
  template,
  stops = [],
  cover = [],
  pressure = {},
  measures_lifted: lifted = [],
  ...more
}: Scenario): boolean {
  const others = [more.measures_added, more.measures_unsuspended, more.shares].some((list) => (list?.length ?? 0) > 0);
  const isSet = template !== undefined || others || Object.keys(more.parameters ?? {}).length > 0;
  return (
    isSet ||
    stops.some((stop) => stop.origin || stop.lane || stop.supplier) ||
    cover.length + lifted.length > 0 ||
    Object.keys(pressure).length > 0
  );
}

/** A stop without an origin, a lane or a supplier is not finished, and is not sent. */
export const sentOf = (scenario: Scenario): Scenario => ({
  ...scenario,
  stops: (scenario.stops ?? []).filter((stop) => stop.origin || stop.lane || stop.supplier),
});

export const outcomeOf = (scenario: Scenario): Question<Outcome> => ({
  key: ['what if', JSON.stringify(scenario)],
  ask: (client) => client.post('/v1/scenario-evaluations', scenario, { lang: language.value }),
});

export const TEMPLATES: Question<Templates> = {
  key: ['templates'],
  ask: (client) => client.get('/v1/scenario-templates', { lang: language.value }),
};
