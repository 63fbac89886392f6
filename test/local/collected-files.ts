import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ArchivedDocument } from '#functions/sources/read-document.ts';
import { smallFile, smallReport } from '#test/builders/small-source.ts';

const PER_FILE = 4;

export const daysOfFile = (file: number): readonly string[] =>
  Array.from({ length: PER_FILE }, (_, n) => isoDate(dayNumber('2022-09-01') + PER_FILE * file + n));

export const collectedFile = (file: number): ArchivedDocument =>
  smallFile(
    daysOfFile(file).map((day, n) => smallReport(day, n + 1)),
    '2026-11-25',
  );
