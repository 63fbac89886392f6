import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { pagePublisherEnvironmentSchema } from '#contracts/environment/page-environment.ts';
import { logger } from '#functions/runtime/logger.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { type PageBuild, publishPage, withdrawPage } from './publish-page.ts';
import { s3PageStore } from './s3-page-store.services.ts';

/** The build lies beside the code of the function. */
const BUILD = join(import.meta.dirname, 'page');
/** CloudFormation waits an hour for an answer: one that failed is told before Lambda ends the function. */
const LAST_WORD_MS = 5000;

/** CloudFormation asks for the page to be made, replaced or taken away, and waits at the address for an answer. */
const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
});
type DeploymentRequest = z.infer<typeof requestSchema>;

/** Publishes the page that this function carries when the stack is deployed, and takes it away when the stack is destroyed. */
export const handler = async (event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<void> => {
  const request = requestSchema.parse(event);
  try {
    await Promise.race([carryOut(request), outOfTime(context.getRemainingTimeInMillis() - LAST_WORD_MS)]);
    await answer(request, 'SUCCESS', 'done');
  } catch (error) {
    logger().error('the page could not be published; readers have the one before', { error: error as Error });
    await answer(request, 'FAILED', `${error}`.slice(0, 500));
  }
};

async function carryOut({ RequestType: type }: DeploymentRequest): Promise<void> {
  const store = s3PageStore(readEnvironment(pagePublisherEnvironmentSchema).PAGE_BUCKET_NAME);
  if (type === 'Delete') return withdrawPage(store);
  const build = await readBuild();
  await publishPage(build, store);
  logger().info('the page is published', { files: build.size });
}

async function readBuild(): Promise<PageBuild> {
  const files = (await readdir(BUILD, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }): Promise<[string, Uint8Array]> => {
    const path = join(parentPath, name);
    return [path.slice(BUILD.length + 1), await readFile(path)];
  });
  return new Map(await Promise.all(read));
}

const outOfTime = (ms: number): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the bucket did not answer in time')), ms).unref();
  });

/** The address is signed for a request without a content type. */
async function answer(request: DeploymentRequest, status: 'SUCCESS' | 'FAILED', reason: string): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = request;
  const body = JSON.stringify({ Status: status, Reason: reason, PhysicalResourceId: 'page', StackId, RequestId, LogicalResourceId });
  const response = await fetch(request.ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
}
