import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readSecret } from '#functions/sources/fetching/read-secret.ts';

const extension = createServer(({ url, headers }, response) => {
  const name = new URL(url ?? '', 'http://localhost').searchParams.get('secretId');
  if (headers['x-aws-parameters-secrets-token'] !== 'session') response.writeHead(401).end('no token');
  else if (name === 'chokepoint/keys')
    response.end(JSON.stringify({ Name: name, SecretString: '{"CENSUS_API_KEY": "key-of-today\\n"}' }));
  else response.writeHead(400).end('ResourceNotFoundException');
});

beforeAll(async () => {
  await new Promise<void>((listening) => extension.listen(0, '127.0.0.1', listening));
  vi.stubEnv('PARAMETERS_SECRETS_EXTENSION_HTTP_PORT', `${(extension.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_SESSION_TOKEN', 'session');
});
afterAll(() => {
  extension.close();
  vi.unstubAllEnvs();
});

it('reads a secret when it is needed, and says which one it cannot', async () => {
  expect(await readSecret('chokepoint/keys')).toEqual({ CENSUS_API_KEY: 'key-of-today' });
  await expect(readSecret('other')).rejects.toThrow(
    'the secret other cannot be read: 400 ResourceNotFoundException',
  );
});
