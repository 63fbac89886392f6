import { S3Client } from '@aws-sdk/client-s3';
import type { ArchivedObjects } from '#functions/store/archived-objects.ts';
import { s3ArchivedObjects } from './s3-archived-objects.ts';

/** Objects of a bucket for requests that somebody waits for: two attempts, and a time-out that is an error. */
export const s3ForReads = (bucket: string): ArchivedObjects =>
  s3ArchivedObjects(
    new S3Client({ maxAttempts: 2, requestHandler: { connectionTimeout: 500, requestTimeout: 3000, throwOnRequestTimeout: true } }),
    bucket,
  );
