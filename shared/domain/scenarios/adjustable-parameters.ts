/** Parameters of the method that a scenario may set, each with the bounds inside which its value keeps its meaning. */
import type { Methodology, Parameters } from '../vocabulary/methodology.ts';

export interface AdjustableParameter {
  /** Name in the methodology document; a dot leads into a value with parts. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly meaning: string;
}

const part = (name: string, meaning: string, max = 1): AdjustableParameter => ({ name, min: 0, max, unit: '1', meaning });
const rate = (name: string, meaning: string): AdjustableParameter => ({ name, min: 0, max: 1, unit: '1/yr', meaning });
const days = (name: string, meaning: string): AdjustableParameter => ({ name, min: 1, max: 1460, unit: 'd', meaning });

export const ADJUSTABLE_PARAMETERS: readonly AdjustableParameter[] = [
  part('import_weight', 'weight of the imports of the buyer against world shares'),
  part('ramp_all', 'extra output of the sources that are not hit, as a part of theirs, when all buyers are hit', 0.5),
  part('ramp_targeted', 'the same when only some buyers are hit'),
  part('spare_floor', 'loss of supply that is absorbed without notice', 0.2),
  part('substitution_weight', 'part of the potential for substitution that is reachable inside a disruption'),
  part('secondary_weight', 'part of the recycled supply that is there for the buyer'),
  part('user_rho_cap', 'most that rules on users and lists can stop together'),
  part('p_announced', 'chance that an announced measure takes effect on its date'),
  part('renewal_suspension', 'chance that a suspension is renewed'),
  {
    name: 'cover_sigma',
    min: 0.05,
    max: 1.5,
    unit: 'ln d',
    meaning: 'uncertainty of stated stock; decides how sharp stated closures bite',
  },
  { name: 'control_sigma', min: 0.2, max: 2, unit: 'ln d', meaning: 'spread of how long controls bind' },
  { name: 'tilt_cap', min: 0, max: 2.3, unit: '1', meaning: 'logarithm of the most by which signals raise a rate, at most about tenfold' },
  rate('transit_rate', 'closures of the sea lanes per year'),
  days('transit_duration.median', 'median length of a closure of the sea lanes'),
  part('new_control_effect.rho', 'part of the flow that a new control stops'),
  days('new_control_effect.median', 'median length of a shortage from a new control'),
  rate('instability.rate0', 'disruptions per year of an origin of average stability'),
  rate('facility.rate', 'outages of the largest plant per year'),
];

/** Present value of an adjustable parameter. */
export function adjustableValue(name: string, parameters: Parameters): number {
  const [first = '', second] = name.split('.');
  const value = (parameters as unknown as Readonly<Record<string, unknown>>)[first];
  return (second === undefined ? value : (value as Readonly<Record<string, unknown>>)[second]) as number;
}

/** The methodology with some of its parameters set. Names are those of the list. */
export function withParameters(methodology: Methodology, values: Readonly<Record<string, number>>): Methodology {
  let parameters = methodology.parameters as unknown as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(values)) {
    const [first = '', second] = name.split('.');
    parameters = { ...parameters, [first]: second === undefined ? value : { ...(parameters[first] as object), [second]: value } };
  }
  return { ...methodology, parameters: parameters as unknown as Parameters };
}
