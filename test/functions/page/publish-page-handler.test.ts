import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { handler } from '#functions/page/publish-page.handler.ts';

it('a page that cannot be published is told to CloudFormation at once, in a request without a content type', async () => {
  vi.stubEnv('LOG_LEVEL', 'error').stubEnv('PAGE_BUCKET_NAME', 'page');
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const told: { readonly method: string; readonly type: string; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    told.push({ method: request.method ?? '', type: request.headers['content-type'] ?? '', body: `${Buffer.concat(chunks)}` });
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?signed=yes`;
  const asked = { RequestType: 'Create', ResponseURL: address, StackId: 's', RequestId: 'r', LogicalResourceId: 'Published' };
  try {
    await handler(asked, { getRemainingTimeInMillis: () => 60_000 }); // beside the sources there is no build
  } finally {
    server.close();
  }
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ method: 'PUT', type: '' });
  expect(JSON.parse(told[0]?.body ?? '')).toEqual({
    Status: 'FAILED',
    Reason: expect.stringContaining('page'),
    PhysicalResourceId: 'page',
    StackId: 's',
    RequestId: 'r',
    LogicalResourceId: 'Published',
  });
});
