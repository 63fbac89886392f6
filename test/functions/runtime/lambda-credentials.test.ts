import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultProvider } from '#functions/runtime/lambda-credentials.ts';

afterEach(() => vi.unstubAllEnvs());

describe('credentials of a function', () => {
  it('are those that Lambda puts into the environment, with the token of the session', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'ASIAEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    expect(await defaultProvider()()).toEqual({ accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' });
  });

  it('are looked for nowhere else: without them the first call says what is missing', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
  });
});
