/** A versioned bucket as it was at a moment. */
import {
  CopyObjectCommand,
  GetBucketVersioningCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CommandFailure } from '../arguments.ts';

/** An object that has other bytes now than it had then, or is gone. */
export interface ChangedObject {
  readonly key: string;
  /** The version that it had then. */
  readonly versionId: string;
}

interface Version {
  readonly id: string;
  readonly at: number;
  readonly isLatest: boolean;
  readonly isDeletion: boolean;
}

/** @throws {CommandFailure} when the bucket keeps no versions. */
export async function changedObjects(client: S3Client, bucket: string, at: Date): Promise<readonly ChangedObject[]> {
  const { Status: status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
  if (status !== 'Enabled') throw new CommandFailure(`the bucket ${bucket} keeps no versions, so nothing can be said of another moment.`);
  const versions = await versionsOf(client, bucket);
  return [...versions].flatMap(([key, all]) => {
    const then = all.filter((version) => version.at <= at.getTime()).sort((a, b) => b.at - a.at)[0];
    const isThere = then !== undefined && !then.isDeletion;
    return isThere && !then.isLatest ? [{ key, versionId: then.id }] : [];
  });
}

async function versionsOf(client: S3Client, bucket: string): Promise<ReadonlyMap<string, readonly Version[]>> {
  const found = new Map<string, Version[]>();
  let from: { readonly KeyMarker?: string | undefined; readonly VersionIdMarker?: string | undefined } | null = {};
  while (from !== null) {
    const page: ListObjectVersionsCommandOutput = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, ...from }));
    const both = [
      ...(page.Versions ?? []).map((version) => ({ ...version, isDeletion: false })),
      ...(page.DeleteMarkers ?? []).map((marker) => ({ ...marker, isDeletion: true })),
    ];
    for (const { Key: key = '', VersionId: id = '', LastModified: modified, IsLatest: isLatest = false, isDeletion } of both)
      found.set(key, [...(found.get(key) ?? []), { id, at: modified?.getTime() ?? 0, isLatest, isDeletion }]);
    from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null;
  }
  return found;
}

/** Writes objects again as they were: a new version with the old bytes. Nothing is deleted. */
export async function putBack(client: S3Client, bucket: string, changed: readonly ChangedObject[]): Promise<void> {
  for (const { key, versionId } of changed)
    await client.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: key,
        CopySource: `${bucket}/${encodeURIComponent(key).replaceAll('%2F', '/')}?versionId=${versionId}`,
      }),
    );
}
