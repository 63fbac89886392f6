import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ArchivedObjects } from './archived-objects.ts';

const isMissing = (error: unknown): boolean => error instanceof NoSuchKey || error instanceof NotFound;

/** Objects of a bucket. */
export function s3ArchivedObjects(client: S3Client, bucket: string): ArchivedObjects {
  return {
    async read(key) {
      try {
        const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (body === undefined) throw new Error(`${key} has no content`);
        return await body.transformToByteArray();
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
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
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix, Delimiter: '/', ...start })) {
        found.push(...(page.Contents ?? []).flatMap(({ Key: key }) => (key === undefined ? [] : [key])));
      }
      return found;
    },
  };
}
