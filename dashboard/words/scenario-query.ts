/** A scenario as the query of an address, so that it can be sent to somebody. */

export interface ScenarioChoice {
  /** Whose scores are ranked. */
  readonly of: 'element' | 'supplier';
  /** Id of a template, or an empty text. */
  readonly template: string;
  /** Days for which the sea lanes around Taiwan are closed; 0 is open. */
  readonly closure: number;
  /** Days of stock that the buyer has more of everything. */
  readonly stock: number;
  /** Pressure in a theatre as if it were seen today, percentile 0 to 100; `null` leaves one as it is. */
  readonly taiwan: number | null;
  readonly senkaku: number | null;
}

const MOST_DAYS = 365;
const MOST_PERCENTILE = 100;

function numberIn(query: URLSearchParams, name: string, most: number): number | null {
  const text = query.get(name);
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? Math.min(value, most) : null;
}

/** Reads a scenario; what is no number counts as not given. */
export const scenarioIn = (query: URLSearchParams): ScenarioChoice => ({
  of: query.get('of') === 'supplier' ? 'supplier' : 'element',
  template: query.get('template') ?? '',
  closure: numberIn(query, 'closure', MOST_DAYS) ?? 0,
  stock: numberIn(query, 'stock', MOST_DAYS) ?? 0,
  taiwan: numberIn(query, 'taiwan', MOST_PERCENTILE),
  senkaku: numberIn(query, 'senkaku', MOST_PERCENTILE),
});

/** The body for the service. Only what was chosen is sent: the rest stays as the run had it. */
export function scenarioBody<B extends string, T extends string>(choice: ScenarioChoice, buyer: B, templates: readonly T[]) {
  const { closure, stock } = choice;
  const template = templates.find((each) => each === choice.template);
  const { taiwan, senkaku } = choice;
  const pressure = { ...(taiwan === null ? {} : { taiwan }), ...(senkaku === null ? {} : { senkaku }) };
  return {
    buyers: [buyer],
    ...(choice.of === 'supplier' ? { subject_type: 'supplier' as const } : {}),
    ...(template === undefined ? {} : { template }),
    ...(closure === 0 ? {} : { stops: [{ lane: 'taiwan_strait' as const, days: closure }] }),
    ...(stock === 0 ? {} : { cover: [{ add_days: stock }] }),
    ...(Object.keys(pressure).length === 0 ? {} : { pressure }),
  };
}
