/**
 * `npx node functions/commands/export.command.ts`: the published run as files, for a data lake. For every night: a line in cron.
 */
import { S3Client } from '@aws-sdk/client-s3';
import { ChokepointError, chokepointClient } from '#client/chokepoint-client.ts';
import { asking, type CommandSpecification, runCommand, SERVICE_ENVIRONMENT, SERVICE_OPTIONS, serviceToAsk } from './command-line.ts';
import { exportedRun, publishToBucket, publishToFolder } from './nightly-export.ts';

const COMMAND = {
  name: 'npx node functions/commands/export.command.ts',
  does: `Writes the published run as Parquet, CSV and NDJSON with a manifest, for a data lake. A reader sees a whole export or none.
Region, credentials and endpoint of a bucket come from the environment, as every AWS tool takes them.`,
  options: { to: { value: 'DIR|s3://bucket/prefix', says: 'where to', required: true }, ...SERVICE_OPTIONS },
  environment: SERVICE_ENVIRONMENT,
  examples: [
    'npx node functions/commands/export.command.ts --to ./lake',
    'npx node functions/commands/export.command.ts --to s3://bucket/prefix --url https://api.example.com',
  ],
} as const satisfies CommandSpecification;

await runCommand(
  COMMAND,
  async ({ options: { to, ...options } }) => {
    const service = serviceToAsk(options);
    const run = await asking(service, () => exportedRun(chokepointClient(service)));
    const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(to) ?? [];
    const place = bucket === undefined ? publishToFolder(to, run) : await publishToBucket(s3Client(), bucket, prefix, run);
    console.log(`Run ${run.run_id} of ${run.as_of}: ${run.files.map(({ name, rows }) => `${name} (${rows})`).join(', ')} in ${place}`);
  },
  [ChokepointError],
);

/** Region, credentials and endpoint as every AWS tool takes them from the environment; stores that are not AWS know paths only. */
const s3Client = (): S3Client => new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined });
