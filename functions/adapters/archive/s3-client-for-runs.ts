import { S3Client } from '@aws-sdk/client-s3';

/** Where no reader waits: many attempts, and a request that hangs is an error after 20 seconds. Without the last setting the SDK only warns of it. */
export const PATIENT = {
  maxAttempts: 8,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 20_000, throwOnRequestTimeout: true },
} as const;

/** A client of the bucket for runs, which nobody waits for. */
export const s3ForRuns = (): S3Client => new S3Client(PATIENT);
