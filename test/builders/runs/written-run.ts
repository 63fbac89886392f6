/** Writes runs through the ports without scoring anything, for tests of what reads them. */

import { bySubject } from '#contracts/run/run-messages.ts';
import { forecastOf } from '#domain/track-record/forecast-sheet.ts';
import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import { forecastWriter } from '#functions/scoring/track-record.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';
import type { RunRows, ScoredSubject } from '#functions/store/runs/run-rows.ts';
import type { TrackRecord } from '#functions/store/scores/track-record.ts';

/** Epoch seconds, in 2033. */
export const FAR_OFF = 2_000_000_000;

const ofSubjects = (documents: readonly ScoreDocument[]): readonly (readonly ScoreDocument[])[] => [
  ...Map.groupBy(documents, ({ subject }) => `${subject.type}#${subject.id}`).values(),
];

/** Writes documents without explanations. */
export const putDocuments = (
  rows: RunRows,
  runId: string,
  documents: readonly ScoreDocument[],
): Promise<void> =>
  rows.putScores(
    runId,
    documents.map((document) => ({ document, explained: null })),
    FAR_OFF,
  );

/** Writes a run of one batch with these findings, and their documents as they are, ranks included. */
export async function putRunOfOneBatch(
  rows: RunRows,
  runId: string,
  findings: readonly ScoredSubject[],
): Promise<void> {
  const inOrder = findings.toSorted((a, b) =>
    bySubject(a.result.document.subject, b.result.document.subject),
  );
  const subjects = ofSubjects(inOrder.map(({ result }) => result.document)).flatMap(([first]) =>
    first === undefined ? [] : [first.subject],
  );
  await rows.putPlan(runId, [
    {
      run_id: runId,
      batch: 0,
      before: null,
      is_counted: false,
      until: null,
      subjects: subjects.map(({ type, id }) => ({ type, id })),
    },
  ]);
  await rows.putBatch(runId, 0, inOrder);
  for await (const results of rows.results(runId)) await rows.putScores(runId, results, FAR_OFF);
}

/** Writes the forecasts of a run, a group of documents after the other. */
export async function putForecasts(
  run: RunRecord,
  groups: readonly {
    readonly type: SubjectType;
    readonly buyer: string;
    readonly documents: readonly ScoreDocument[];
  }[],
  trackRecord: TrackRecord,
): Promise<void> {
  const writer = forecastWriter(run, 365, trackRecord);
  for (const { type, buyer, documents } of groups) await writer.add(type, buyer, documents.map(forecastOf));
  await writer.end();
}
