/** Forecasts of a methodology as records that anybody can hold against events of their own. */
import { elementIds } from '../../facts/reference-index.ts';
import { scoreElementHeadline } from '../../scores/element-score.ts';
import { isoDate } from '../../time/calendar.ts';
import type { MethodologyDocument } from '../../vocabulary/methodology.ts';
import { publishedScore } from '../../vocabulary/published-numbers.ts';
import type { ReferenceData } from '../../vocabulary/reference-data.ts';
import type { CountryCode, IsoDate } from '../../vocabulary/scoring-inputs.ts';
import { monthlyOrigins } from '../origins.ts';
import { inputsOn, scoreReader } from '../score-forecasts.ts';

/** The forecast of a day for an element and a buyer. All of it was computed with facts that were public on that day. */
export interface ForecastRecord {
  readonly as_of: IsoDate;
  readonly element: string;
  readonly buyer: CountryCode;
  readonly horizon_days: number;
  /** Chance in percent that what is in force stops supply for longer than the cover; null where nothing is scored, or the methodology has no parts. */
  readonly state: number | null;
  /** Chance in percent that something else begins inside the horizon and stops supply for longer than the cover. */
  readonly new_event: number | null;
  /** Chance in percent of one or the other. */
  readonly score: number | null;
  readonly methodology: string;
}

const UNSCORED = { state: null, new_event: null } as const;

/** Which forecasts are asked for: the first of each month from one origin to the other. */
export interface ForecastRequest {
  readonly first_origin: IsoDate;
  readonly last_origin: IsoDate;
  readonly buyers: readonly CountryCode[];
  readonly horizons_days: readonly number[];
}

/** Records in order of day, element, buyer and horizon, one at a time: together they may be larger than a reader wants to hold. */
export function* forecastRecords(data: ReferenceData, document: MethodologyDocument, request: ForecastRequest): Generator<ForecastRecord> {
  const reader = scoreReader({ data }, document);
  const methodology = reader.index.methodology;
  const elements = elementIds(data);
  const [buyers, horizons] = [[...request.buyers].sort(), request.horizons_days.toSorted((a, b) => a - b)];
  for (const day of monthlyOrigins(request.first_origin, request.last_origin, 1)) {
    for (const element of elements) {
      for (const buyer of buyers) {
        for (const horizon_days of horizons) {
          const result = scoreElementHeadline(inputsOn(day, { element, buyer }, reader, horizon_days), methodology);
          const { state = null, new_event = null } = result.score === null ? UNSCORED : result;
          yield {
            as_of: isoDate(day),
            element,
            buyer,
            horizon_days,
            state: publishedScore(state),
            new_event: publishedScore(new_event),
            score: publishedScore(result.score),
            methodology: document.version,
          };
        }
      }
    }
  }
}
