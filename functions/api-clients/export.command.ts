/**
 * `npm run export -- --to DIR|s3://bucket/prefix [--from http://127.0.0.1:8080]`: the published run as files, for a data lake. An API key
 * is read from CHOKEPOINT_KEY. For every night: a line in cron.
 */
import { S3Client } from '@aws-sdk/client-s3';
import { ChokepointError, chokepointClient } from '#client/chokepoint-client.ts';
import { runCommand, textOptions, UsageError } from '#functions/commands/arguments.ts';
import { publishToBucket, publishToFolder } from './export-places.ts';
import { exportedRun } from './nightly-export.ts';

const USAGE = 'npm run export -- --to DIR|s3://bucket/prefix [--from http://127.0.0.1:8080]';

await runCommand(async () => {
  const { to, from = 'http://127.0.0.1:8080' } = textOptions(['to', 'from'], USAGE);
  if (to === undefined) throw new UsageError(`--to is missing. Usage: ${USAGE}`);
  const run = await exportedRun(chokepointClient({ url: from, key: process.env.CHOKEPOINT_KEY }));
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(to) ?? [];
  const place = bucket === undefined ? publishToFolder(to, run) : await publishToBucket(s3Client(), bucket, prefix, run);
  console.log(`Run ${run.run_id} of ${run.as_of}: ${run.files.map(({ name, rows }) => `${name} (${rows})`).join(', ')} in ${place}`);
}, [ChokepointError]);

/** Region, credentials and endpoint as every AWS tool takes them from the environment; stores that are not AWS know paths only. */
const s3Client = (): S3Client => new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined });
