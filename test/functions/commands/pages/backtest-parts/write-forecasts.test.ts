import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forecastRecords } from '#domain/back-test/state-and-event/forecast-record.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { CommandFailure } from '#functions/commands/arguments.ts';
import { writeForecastFile } from '#functions/commands/pages/backtest-parts/write-forecasts.ts';
import { smallHistory } from '#test/builders/back-test-world.ts';

const document = bundledMethodologies.get('2.0.0')?.document as MethodologyDocument;
/** 27 years of two elements and two buyers: more lines than are written at once. */
const request = { first_origin: '2000-01-01', last_origin: '2026-10-01', buyers: ['JPN', 'USA'], horizons_days: [365] };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forecasts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the file of forecasts', () => {
  it('holds every record, one JSON document a line, and the same bytes when made again', () => {
    const [path, again] = [join(folder, 'one.jsonl'), join(folder, 'two.jsonl')];
    const lines = writeForecastFile(path, smallHistory(), document, request);
    writeForecastFile(again, smallHistory(), document, request);
    const text = readFileSync(path, 'utf8');
    expect(lines).toBe(322 * 4);
    expect(text.endsWith('\n')).toBe(true);
    const records = text.trimEnd().split('\n');
    expect(records.map((line) => JSON.parse(line))).toEqual([...forecastRecords(smallHistory(), document, request)]);
    expect(records[0]).toMatch(
      /^\{"as_of":"2000-01-01","element":"Dy","buyer":"JPN","horizon_days":365,"state":0,"new_event":[\d.]+,"score":[\d.]+,"methodology":"2.0.0"\}$/,
    );
    expect(readFileSync(again, 'utf8')).toBe(text);
  });

  it('is refused with the reason where it cannot be written', () => {
    const path = join(folder, 'no such folder', 'file.jsonl');
    expect(() => writeForecastFile(path, smallHistory(), document, request)).toThrow(CommandFailure);
    expect(() => writeForecastFile(path, smallHistory(), document, request)).toThrow(/ENOENT\): name a file in a folder that exists/);
  });
});
