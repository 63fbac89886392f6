import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';

const PAGE_KEYS = 3;

/**
 * A bucket over HTTP: PUT, GET and HEAD of whole objects, lists in small pages, and the error of S3 for an
 * object that is not there.
 */
export async function bucketOverHttp() {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://s3');
    const key = decodeURIComponent(url.pathname).split('/').slice(2).join('/');
    const body: Buffer[] = [];
    request.on('data', (part: Buffer) => body.push(part));
    request.on('end', () => {
      if (request.method === 'PUT') {
        objects.set(key, Buffer.concat(body));
        response.end();
      } else if (url.searchParams.get('list-type') === '2') {
        response.writeHead(200, { 'content-type': 'application/xml' }).end(listed(objects, url.searchParams));
      } else {
        const found = objects.get(key);
        if (found !== undefined) response.end(request.method === 'GET' ? found : undefined);
        else
          response
            .writeHead(404, { 'content-type': 'application/xml' })
            .end('<Error><Code>NoSuchKey</Code></Error>');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    objects,
    client,
    close() {
      client.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

function listed(objects: ReadonlyMap<string, Buffer>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const all = [...objects.keys()]
    .filter((key) => key.startsWith(prefix) && key > after && !key.slice(prefix.length).includes('/'))
    .sort();
  const page = all.slice(0, PAGE_KEYS);
  const more = all.length > page.length;
  const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents}</ListBucketResult>`;
}
