import { GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { InputSnapshots } from '#functions/store/input-snapshots.ts';
import { openSnapshot, snapshotBytes } from './snapshot-bytes.ts';

const CURRENT_KEY = 'input-snapshots/current';
const keyOf = (sha256: string): string => `input-snapshots/${sha256}.json.gz`;
const isMissing = (error: unknown): boolean => error instanceof NoSuchKey || error instanceof NotFound;

/** Snapshots as objects of a bucket; an object is never written twice with other bytes, because its name is its hash. */
export function s3InputSnapshots(client: S3Client, bucket: string): InputSnapshots {
  async function exists(key: string): Promise<boolean> {
    try {
      await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }
  async function read(key: string): Promise<Uint8Array> {
    const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (body === undefined) throw new Error(`${key} has no content`);
    return body.transformToByteArray();
  }

  return {
    async put(data) {
      const { sha256, gzipped } = snapshotBytes(data);
      if (!(await exists(keyOf(sha256)))) {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(sha256), Body: gzipped(), ContentType: 'application/gzip' }));
      }
      return sha256;
    },
    get: async (sha256) => openSnapshot(sha256, await read(keyOf(sha256))),
    async current() {
      try {
        return new TextDecoder().decode(await read(CURRENT_KEY)).trim();
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async setCurrent(sha256) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: CURRENT_KEY, Body: `${sha256}\n`, ContentType: 'text/plain' }));
    },
  };
}
