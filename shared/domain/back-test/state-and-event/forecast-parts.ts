/** Scores of the past, taken apart by what each hazard speaks of: what is in force, and what may begin. */
import { scoreElementHeadline } from '../../scores/element-score.ts';
import type { MethodologyDocument } from '../../vocabulary/methodology.ts';
import { inputsOn, scoreReader } from '../score-forecasts.ts';
import type { JudgedGrid } from './judged-grid.ts';

/** Probabilities of all origins and pairs, an origin after the other. */
export interface ForecastParts {
  readonly score: Float64Array;
  /** Of what is in force. In versions with two parts it is their `state`. */
  readonly state: Float64Array;
  /** Of what may begin. In versions with two parts it is their `new_event`. */
  readonly new_event: Float64Array;
  /** Of new and scheduled controls by the country whose signals are read, and by all others. */
  readonly controls_of_signal_origin: Float64Array;
  readonly controls_elsewhere: Float64Array;
}

const IN_FORCE = 'active_control:';
const CONTROLS = ['new_control:', 'scheduled_control:'] as const;

/** Sums of cumulative hazards by what they speak of; contributions are in proportion to them. */
function hazardSums(contributions: Readonly<Record<string, number>>, hazardPerPoint: number, signalOrigin: string) {
  const sums = { all: 0, inForce: 0, signalOrigin: 0, elsewhere: 0 };
  for (const [id, points] of Object.entries(contributions)) {
    const hazard = points * hazardPerPoint;
    sums.all += hazard;
    if (id.startsWith(IN_FORCE)) sums.inForce += hazard;
    else if (CONTROLS.some((kind) => id.startsWith(kind))) {
      if (id.endsWith(`:${signalOrigin}`)) sums.signalOrigin += hazard;
      else sums.elsewhere += hazard;
    }
  }
  return sums;
}

const probability = (hazard: number): number => -Math.expm1(-hazard);

/** The parts of the scores of a methodology. Throws `RangeError` for a pair without shares, which cannot be scored. */
export function forecastParts({ data, origins, pairs }: JudgedGrid, document: MethodologyDocument, horizonDays: number): ForecastParts {
  const reader = scoreReader({ data }, document);
  const { methodology } = reader.index;
  const make = () => new Float64Array(origins.length * pairs.length);
  const parts = {
    score: make(),
    state: make(),
    new_event: make(),
    controls_of_signal_origin: make(),
    controls_elsewhere: make(),
  };
  let at = 0;
  for (const day of origins) {
    for (const pair of pairs) {
      const result = scoreElementHeadline(inputsOn(day, pair, reader, horizonDays), methodology);
      if (result.score === null) throw new RangeError(`${pair.element} has no shares on day ${day}: it cannot be scored`);
      const perPoint = result.score > 0 ? result.Lambda / result.score : 0;
      const sums = hazardSums(result.contributions, perPoint, methodology.parameters.signal_origin);
      parts.score[at] = result.score / 100;
      parts.state[at] = probability(sums.inForce);
      parts.new_event[at] = probability(sums.all - sums.inForce);
      parts.controls_of_signal_origin[at] = probability(sums.signalOrigin);
      parts.controls_elsewhere[at] = probability(sums.elsewhere);
      at += 1;
    }
  }
  return parts;
}
