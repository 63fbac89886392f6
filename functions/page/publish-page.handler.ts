import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pagePublisherEnvironmentSchema } from '#contracts/environment/page-environment.ts';
import { onDeployment } from '#functions/runtime/deployment-request.ts';
import { logger } from '#functions/runtime/logger.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { type PageBuild, publishPage, withdrawPage } from './publish-page.ts';
import { s3PageStore } from './s3-page-store.services.ts';

/** The build lies beside the code of the function. */
const BUILD = join(import.meta.dirname, 'page');

/** Publishes the page that this function carries when the stack is deployed, and takes it away when the stack is destroyed. */
export const handler = onDeployment({
  id: 'page',
  failure: 'the page could not be published; readers have the one before',
  carryOut: async ({ RequestType: type }) => {
    const store = s3PageStore(readEnvironment(pagePublisherEnvironmentSchema).PAGE_BUCKET_NAME);
    if (type === 'Delete') return withdrawPage(store);
    const build = await readBuild();
    await publishPage(build, store);
    logger().info('the page is published', { files: build.size });
  },
});

async function readBuild(): Promise<PageBuild> {
  const files = (await readdir(BUILD, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }): Promise<[string, Uint8Array]> => {
    const path = join(parentPath, name);
    return [path.slice(BUILD.length + 1), await readFile(path)];
  });
  return new Map(await Promise.all(read));
}
