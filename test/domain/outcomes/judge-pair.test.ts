import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { BACK_TEST_SETTINGS } from '#domain/back-test/settings.ts';
import { judgedGrid, NOT_ASKED, type OutcomeTable, UNKNOWN } from '#domain/back-test/state-and-event/judged-grid.ts';
import { outlastingEventTable, pairHistories, stateTable } from '#domain/back-test/state-and-event/outcome-tables.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { judgedWindow, pairJudge } from '#domain/track-record/judge-forecasts.ts';
import { outcomeRecord } from '#domain/track-record/outcome-record.ts';
import { type MethodologyDocument, methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';

const [rules] = JUDGING_RULES;
const documentOf = (version: string) => bundledMethodologies.get(version)?.document as MethodologyDocument;
const settings = { ...BACK_TEST_SETTINGS, step_months: 3 };

describe('the facts that ship, judged by the back-test and by the track record', () => {
  const grid = judgedGrid(bundledReferenceData, documentOf('2.0.0'), settings, rules);
  const histories = pairHistories(grid);
  // The track record reads the facts through another methodology, and through a document of a run.
  const record = outcomeRecord(bundledReferenceData, methodologyOf(documentOf('1.0.0')), settings.buyers, rules);
  const judges = (JSON.parse(JSON.stringify(record)) as typeof record).pairs.map((pair) => pairJudge(pair, dayNumber('2100-01-01'), rules));
  const ofTrackRecord = (outcome: 'state' | 'new_event', horizon: number, days: readonly number[]) =>
    days.flatMap((day) => judges.map((judge) => judge(judgedWindow(isoDate(day), horizon, record, rules)).verdicts[outcome]));
  const WORDS: Readonly<Record<number, string>> = { 1: 'happened', 0: 'did_not_happen', [UNKNOWN]: 'unknown', [NOT_ASKED]: 'not_asked' };
  const ofBackTest = ({ happened }: OutcomeTable, days: readonly number[]) =>
    [...happened.subarray(0, days.length * grid.pairs.length)].map((code) => WORDS[code]);

  it.each([90, 365])('have the same outcomes, whichever asks, within %i days', (horizon) => {
    const ended = grid.origins.filter((day) => day + horizon <= dayNumber(settings.last_day));
    const newEvents = ofTrackRecord('new_event', horizon, ended);
    expect(newEvents).toEqual(ofBackTest(outlastingEventTable(grid, histories, horizon), ended));
    const states = ofTrackRecord('state', horizon, ended);
    expect(states).toEqual(ofBackTest(stateTable(grid, histories, horizon, 'controls_and_disruptions'), ended));
    expect(new Set(newEvents)).toEqual(new Set(['happened', 'did_not_happen', 'unknown']));
    expect(new Set(states)).toEqual(new Set(['happened', 'did_not_happen', 'unknown', 'not_asked']));
  });
});
