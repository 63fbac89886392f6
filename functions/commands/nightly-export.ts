/**
 * All that is published of a run, as files for a data lake: every score as NDJSON, CSV and Parquet, the signals and the measures as NDJSON,
 * and a manifest with a checksum of each.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { stringify } from 'csv-stringify/sync';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { allScores, type ChokepointClient, type ScoreRow } from '#client/chokepoint-client.ts';
import { scoreColumns } from '#domain/vocabulary/score-columns.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';

export interface ExportFile {
  readonly name: string;
  readonly media_type: string;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

export interface ExportedRun {
  readonly run_id: string;
  readonly as_of: string;
  readonly files: readonly ExportFile[];
}

const SUBJECT_TYPES = ['element', 'supplier', 'country'] as const;

/** Reads everything of one run. Throws when a new run is published meanwhile: two runs never mix, and the next try has the new one. */
export async function exportedRun(client: ChokepointClient): Promise<ExportedRun> {
  const signals = await client.get('/v1/signals');
  const measures = await client.get('/v1/measures', { limit: 1000 });
  if (measures.next_cursor !== null) throw new Error('there are more than 1,000 measures: read them page by page');
  const scores: ScoreRow[] = [];
  for (const buyer of BUYERS) {
    for (const subject_type of SUBJECT_TYPES) for await (const row of allScores(client, { buyer, subject_type })) scores.push(row);
  }
  const { run_id, as_of } = signals;
  if (run_id === null) throw new Error('the signals of the newest run name no run');
  const other = [measures.run_id, ...scores.map((row) => row.run_id)].find((id) => id !== run_id);
  if (other !== undefined) throw new Error(`run ${other} was published while run ${run_id} was being read: export again`);
  return {
    run_id,
    as_of,
    files: [
      textFile('scores.ndjson', 'application/x-ndjson', scores.length, ndjson(scores)),
      textFile('scores.csv', 'text/csv', scores.length, csv(scores)),
      { name: 'scores.parquet', media_type: 'application/vnd.apache.parquet', rows: scores.length, bytes: parquet(scores) },
      textFile('signals.ndjson', 'application/x-ndjson', signals.data.length, ndjson(signals.data)),
      textFile('measures.ndjson', 'application/x-ndjson', measures.data.length, ndjson(measures.data)),
    ],
  };
}

const textFile = (name: string, media_type: string, rows: number, text: string): ExportFile => ({
  name,
  media_type,
  rows,
  bytes: Buffer.from(text, 'utf8'),
});

const ndjson = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/**
 * The manifest of an exported run: name, rows, bytes and sha256 of every file, so that a reader can check that the export is complete. It
 * does not depend on where the files are written.
 */
function exportManifest({ run_id, as_of, files }: ExportedRun): string {
  const listed = files.map(({ name, media_type, rows, bytes }) => ({
    name,
    media_type,
    rows,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  return `${JSON.stringify({ format: 'chokepoint-export/1', run_id, as_of, files: listed }, null, 1)}\n`;
}

/** Columns of the tables: one fact each, lists joined by semicolons. */
const COLUMNS = scoreColumns('export');

/** RFC 4180 for loaders, not for spreadsheets: text is kept as it is, so that it equals that of the other files. */
function csv(rows: readonly ScoreRow[]): string {
  const lines = [COLUMNS.map(({ name }) => name), ...rows.map((row) => COLUMNS.map(({ cellOf }) => cellOf(row)))];
  return stringify(lines, { record_delimiter: 'windows', quote_record_delimiter: true });
}

const PARQUET_TYPES = { text: 'STRING', number: 'DOUBLE' } as const;

function parquet(rows: readonly ScoreRow[]): Uint8Array {
  const columnData: ColumnSource[] = COLUMNS.map(({ name, type, cellOf }) => ({
    name,
    type: PARQUET_TYPES[type],
    nullable: true,
    data: rows.map((row) => cellOf(row) ?? null),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'chokepoint' }));
}

/** Folder of a run below the place, named so that Athena, Spark and DuckDB take it for a partition. */
const folderOf = ({ run_id }: ExportedRun): string => `run_id=${run_id}`;
const pointerTo = (run: ExportedRun): string =>
  `${JSON.stringify({ run_id: run.run_id, as_of: run.as_of, manifest: `${folderOf(run)}/manifest.json` })}\n`;

/** Writes beside the place and renames: a crash leaves the last export as it was. Exporting a run again replaces nothing. */
export function publishToFolder(folder: string, run: ExportedRun): string {
  mkdirSync(folder, { recursive: true });
  const destination = join(folder, folderOf(run));
  if (!existsSync(destination)) {
    const draft = mkdtempSync(join(folder, '.export-'));
    try {
      for (const { name, bytes } of run.files) writeFileSync(join(draft, name), bytes);
      writeFileSync(join(draft, 'manifest.json'), exportManifest(run));
      chmodSync(draft, 0o755); // drafts are private, exports are not
      renameSync(draft, destination);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  writeFileSync(join(folder, '.latest.json.part'), pointerTo(run));
  renameSync(join(folder, '.latest.json.part'), join(folder, 'latest.json'));
  return destination;
}

/** Objects are whole or not there; the manifest follows the files, and the pointer the manifest. */
export async function publishToBucket(client: S3Client, bucket: string, prefix: string, run: ExportedRun): Promise<string> {
  const base = prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`;
  const put = (key: string, body: Uint8Array | string, type: string) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key: `${base}${key}`, Body: body, ContentType: type }));
  for (const { name, bytes, media_type } of run.files) await put(`${folderOf(run)}/${name}`, bytes, media_type);
  await put(`${folderOf(run)}/manifest.json`, exportManifest(run), 'application/json');
  await put('latest.json', pointerTo(run), 'application/json');
  return `s3://${bucket}/${base}${folderOf(run)}`;
}
