/** The whole back-test of a methodology, beside the others that are published. */
import type { MethodologyDocument } from '../methodology.ts';
import type { SeedOf } from '../random-stream.ts';
import type { ReferenceData } from '../reference-data.ts';
import { aroundEvents } from './around-events.ts';
import { exploratoryWindows } from './exploratory-windows.ts';
import { backTestHistory, OUTCOMES } from './history.ts';
import { lookAhead } from './look-ahead.ts';
import { methodologySummary, pairBackTest, readersOf } from './pair-back-test.ts';
import { readingOf } from './reading.ts';
import type { BackTestReport } from './report.ts';
import { BACK_TEST_SETTINGS, type BackTestSettings } from './settings.ts';
import { baseRateFigures, signalBackTest } from './signal-back-test.ts';

export interface BackTestInputs {
  readonly data: ReferenceData;
  /** The first is tested in full and fixes the outcomes; the others are compared by their score. */
  readonly documents: readonly [MethodologyDocument, ...MethodologyDocument[]];
  /** Hash of the facts and documents, made by the caller. */
  readonly inputsSha256: string;
  readonly seedOf: SeedOf;
  readonly settings?: BackTestSettings;
}

/** Same inputs, same report, whatever the machine. Takes about a minute. */
export function backTest({ data, documents, inputsSha256, seedOf, settings = BACK_TEST_SETTINGS }: BackTestInputs): BackTestReport {
  const [document] = documents;
  const history = backTestHistory(data, document, settings);
  const readers = readersOf(history, document);
  const { parameters } = history.index.methodology;
  const pairs = pairBackTest(history, readers, seedOf);
  const signals = signalBackTest(history, seedOf);
  const exploratory = exploratoryWindows(data, parameters.signal_taiwan.definition, settings, seedOf);
  const methodologies = documents.map((one) => methodologySummary(history, one, seedOf));
  const { announcements, clock_start, last_day } = settings.exploratory;
  const variants_tried = pairs.skill.length + signals.signals.length + exploratory.length + (documents.length - 1) * OUTCOMES.length;
  return {
    methodology: document.version,
    reading: readingOf({ ...pairs, ...signals, exploratory, variants_tried }, parameters.horizon_days, parameters.horizon_short_days),
    look_ahead: lookAhead(document),
    inputs_sha256: inputsSha256,
    first_origin: settings.first_origin,
    last_day: settings.last_day,
    origins: history.origins.length,
    pairs: history.pairs.length,
    ...pairs,
    ...signals,
    exploratory,
    base_rates: [baseRateFigures(announcements, clock_start, last_day, parameters.year_days)],
    ...aroundEvents(history, readers),
    methodologies,
    variants_tried,
  };
}
