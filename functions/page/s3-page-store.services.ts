import {
  CopyObjectCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { SUPERSEDED_TAG } from '#contracts/page/page-delivery.ts';
import type { PageStore } from './publish-page.ts';

/**
 * The page in a bucket. A file that is let go of is copied onto itself with a tag that a rule of the bucket removes after 30 days: the rule counts
 * from the copy, not from when the file was first written.
 */
export function s3PageStore(bucket: string, client: S3Client = new S3Client({})): PageStore {
  const at = (path: string) => ({ Bucket: bucket, Key: path });
  return {
    async write({ path, bytes, type, cacheControl }) {
      await client.send(new PutObjectCommand({ ...at(path), Body: bytes, ContentType: type, CacheControl: cacheControl }));
    },
    async paths(prefix) {
      const found: string[] = [];
      for await (const { Contents: objects } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }))
        found.push(...(objects ?? []).flatMap(({ Key: key }) => (key === undefined ? [] : [key])));
      return found;
    },
    async removeLater(path) {
      const { Metadata: metadata, ContentType: type, CacheControl: cacheControl } = await client.send(new HeadObjectCommand(at(path)));
      if (metadata?.[SUPERSEDED_TAG.key] !== undefined) return;
      await client.send(
        new CopyObjectCommand({
          ...at(path),
          CopySource: `${bucket}/${path}`,
          MetadataDirective: 'REPLACE',
          Metadata: { [SUPERSEDED_TAG.key]: SUPERSEDED_TAG.value },
          ContentType: type,
          CacheControl: cacheControl,
          TaggingDirective: 'REPLACE',
          Tagging: `${SUPERSEDED_TAG.key}=${SUPERSEDED_TAG.value}`,
        }),
      );
    },
    async remove(path) {
      await client.send(new DeleteObjectCommand(at(path)));
    },
  };
}
