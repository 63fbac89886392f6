/** Writes the forecasts of a methodology to a file, one JSON document a line. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { type ForecastRequest, forecastRecords } from '#domain/back-test/state-and-event/forecast-record.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { CommandFailure } from '../../arguments.ts';

/** Lines that are written together. */
const LINES = 1000;

/** Number of lines written. Throws `CommandFailure` when the file cannot be opened. */
export function writeForecastFile(path: string, data: ReferenceData, document: MethodologyDocument, request: ForecastRequest): number {
  const file = opened(path);
  let [lines, waiting] = [0, [] as string[]];
  const flush = () => {
    writeSync(file, waiting.join(''));
    waiting = [];
  };
  try {
    for (const record of forecastRecords(data, document, request)) {
      waiting.push(`${JSON.stringify(record)}\n`);
      lines += 1;
      if (waiting.length === LINES) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
  return lines;
}

function opened(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new CommandFailure(
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code}): name a file in a folder that exists and may be written to`,
    );
  }
}
