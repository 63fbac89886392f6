/** The whole back-test of a methodology, beside the others that are published. */

import type { SeedOf } from '../numbers/random-stream.ts';
import type { OutcomeRules } from '../outcomes/outcome-rules.ts';
import type { MethodologyDocument } from '../vocabulary/methodology.ts';
import type { ReferenceData } from '../vocabulary/reference-data.ts';
import { aroundEvents } from './around-events.ts';
import { exploratoryWindows } from './exploratory-windows.ts';
import { type BackTestHistory, backTestHistory, OUTCOMES } from './history.ts';
import { lookAhead } from './look-ahead.ts';
import { methodologySummary, pairBackTest, readersOf } from './pair-back-test.ts';
import { readingOf } from './reading.ts';
import type { BackTestReport } from './report.ts';
import { BACK_TEST_SETTINGS, type BackTestSettings } from './settings.ts';
import { baseRateFigures, signalBackTest } from './signal-back-test.ts';
import { partsBackTest } from './state-and-event/parts-back-test.ts';

/** A methodology document and the hash by which scores name it. */
export interface JudgedMethodology {
  readonly document: MethodologyDocument;
  readonly sha256: string;
}

export interface BackTestInputs {
  readonly data: ReferenceData;
  /** The first is tested in full and fixes the outcomes; all are compared by their score. */
  readonly methodologies: readonly [JudgedMethodology, ...JudgedMethodology[]];
  /** Methodologies whose parts are judged apart, the last of them with a state and an event, and the rules of their outcomes; absent: none are. */
  readonly judgedApart?: { readonly methodologies: readonly JudgedMethodology[]; readonly rules: OutcomeRules };
  /** Hash of the facts and of the first document, made by the caller. */
  readonly inputsSha256: string;
  readonly seedOf: SeedOf;
  readonly settings?: BackTestSettings;
}

type TestedInFull = Omit<BackTestReport, 'reading' | 'methodologies' | 'state_and_event' | 'variants_tried'>;

/** Adds the comparison of methodologies, their parts judged apart, the number of variants and the reading to what was tested in full. */
function compared(
  report: TestedInFull,
  history: BackTestHistory,
  { data, methodologies, judgedApart, seedOf }: BackTestInputs,
): BackTestReport {
  const { parameters } = history.index.methodology;
  const { settings } = history;
  const { skill, signals, exploratory } = report;
  const state_and_event = judgedApart === undefined ? null : partsBackTest({ data, ...judgedApart, settings, seedOf });
  const figures = [skill, signals, exploratory, state_and_event?.figures ?? []].reduce((sum, { length }) => sum + length, 0);
  const variants_tried = figures + (methodologies.length - 1) * OUTCOMES.length;
  return {
    ...report,
    reading: readingOf({ ...report, variants_tried }, parameters.horizon_days, parameters.horizon_short_days),
    methodologies: methodologies.map(({ document, sha256 }) => ({ ...methodologySummary(history, document, seedOf), sha256 })),
    state_and_event,
    variants_tried,
  };
}

/** Same inputs, same report, whatever the machine. Takes about a minute of processor time. */
export function backTest(inputs: BackTestInputs): BackTestReport {
  const { data, methodologies, inputsSha256, seedOf, settings = BACK_TEST_SETTINGS } = inputs;
  const [{ document }] = methodologies;
  const history = backTestHistory(data, document, settings);
  const readers = readersOf(history, document);
  const { parameters } = history.index.methodology;
  const { announcements, clock_start, last_day } = settings.exploratory;
  const report = {
    methodology: document.version,
    look_ahead: lookAhead(document),
    inputs_sha256: inputsSha256,
    first_origin: settings.first_origin,
    last_day: settings.last_day,
    origins: history.origins.length,
    pairs: history.pairs.length,
    ...pairBackTest(history, readers, seedOf),
    ...signalBackTest(history, seedOf),
    exploratory: exploratoryWindows(data, parameters.signal_taiwan.definition, settings, seedOf),
    base_rates: [baseRateFigures(announcements, clock_start, last_day, parameters.year_days)],
    ...aroundEvents(history, readers),
  };
  return compared(report, history, inputs);
}

/**
 * The report with its comparison of methodologies computed anew, for when one of the others has changed and the facts have not; takes some
 * minutes where parts are judged apart, else some seconds. Throws `RangeError` when the report was computed from other facts or another first document.
 */
export function comparedAgain(report: BackTestReport, inputs: BackTestInputs): BackTestReport {
  const { data, methodologies, inputsSha256, settings = BACK_TEST_SETTINGS } = inputs;
  if (report.inputs_sha256 !== inputsSha256)
    throw new RangeError('the report was made from other facts or another base methodology: run all of it');
  const { reading: _, methodologies: __, state_and_event: ___, variants_tried: ____, ...tested } = report;
  return compared(tested, backTestHistory(data, methodologies[0].document, settings), inputs);
}
