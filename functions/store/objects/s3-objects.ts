import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { PATIENT, QUICK } from '../table/aws-calls.ts';
import type { ArchivedObjects } from './archived-objects.ts';

const isMissing = (error: unknown) => error instanceof NoSuchKey || error instanceof NotFound;

export function s3ArchivedObjects(client: S3Client, bucket: string): ArchivedObjects {
  async function get(key: string, range: Readonly<{ Range?: string }>): Promise<Uint8Array | null> {
    try {
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...range }));
      if (body === undefined) throw new Error(`${key} has no content`);
      return await body.transformToByteArray();
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  return {
    read: (key) => get(key, {}),
    readPart: (key, from, length) => get(key, { Range: `bytes=${from}-${from + length - 1}` }),
    async has(key) {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    async write(key, bytes) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    },
    async keys(prefix, after) {
      const found: string[] = [];
      const start = after === '' ? {} : { StartAfter: after };
      for await (const page of paginateListObjectsV2(
        { client },
        { Bucket: bucket, Prefix: prefix, Delimiter: '/', ...start },
      )) {
        found.push(...(page.Contents ?? []).flatMap(({ Key: key }) => (key === undefined ? [] : [key])));
      }
      return found;
    },
  };
}

export const s3ForRuns = (bucket: string): ArchivedObjects =>
  s3ArchivedObjects(new S3Client(PATIENT), bucket);

export const s3ForReads = (bucket: string): ArchivedObjects => s3ArchivedObjects(new S3Client(QUICK), bucket);
