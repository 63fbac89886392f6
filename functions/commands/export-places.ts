/** Where an export is published. A reader sees a whole export or none: the pointer `latest.json` moves last. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type ExportedRun, exportManifest } from './nightly-export.ts';

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
