import { CopyObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { s3PageStore } from '#functions/page/s3-page-store.services.ts';

/** A bucket as far as a part that is let go of goes: metadata and tags of one object. */
function bucket() {
  const object = { metadata: undefined as Record<string, string> | undefined, tags: '' };
  const sent: object[] = [];
  const client = {
    async send(command: object) {
      sent.push(command);
      if (command instanceof HeadObjectCommand)
        return { Metadata: object.metadata, ContentType: 'text/javascript', CacheControl: 'immutable' };
      if (command instanceof CopyObjectCommand) Object.assign(object, { metadata: command.input.Metadata, tags: command.input.Tagging });
      if (command instanceof PutObjectCommand)
        Object.assign(object, { metadata: command.input.Metadata, tags: command.input.Tagging ?? '' });
      return {};
    },
  } as unknown as S3Client;
  return { object, sent, store: s3PageStore('page', client) };
}
const part = { path: 'assets/a.js', bytes: Buffer.from('1'), type: 'text/javascript', cacheControl: 'immutable' };

it('a part that is let go of is copied, so that its 30 days begin now, with the tag of the rule and the headers it had', async () => {
  const { object, sent, store } = bucket();
  await store.removeLater('assets/a.js');
  expect(object.tags).toBe('superseded=yes');
  const copy = sent.find((command) => command instanceof CopyObjectCommand);
  expect(copy?.input).toMatchObject({
    CopySource: 'page/assets/a.js',
    MetadataDirective: 'REPLACE',
    TaggingDirective: 'REPLACE',
    ContentType: 'text/javascript',
    CacheControl: 'immutable',
  });
});

it('its days do not begin again with the next deployment', async () => {
  const { sent, store } = bucket();
  await store.removeLater('assets/a.js');
  await store.removeLater('assets/a.js');
  expect(sent.filter((command) => command instanceof CopyObjectCommand)).toHaveLength(1);
});

it('a part that comes back, because an older commit is deployed, stays', async () => {
  const { object, store } = bucket();
  await store.removeLater('assets/a.js');
  await store.write(part);
  expect(object).toMatchObject({ metadata: undefined, tags: '' });
});
