interface LambdaCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Takes the place of `@aws-sdk/credential-provider-node` in the bundles (see infra/constructs/node-function.ts): Lambda hands its
 * credentials over in the environment, so the chain through profiles, SSO, web identity and instance metadata is 136 kB, nearly a third
 * of a function, that never runs.
 */
export const defaultProvider = () => async (): Promise<LambdaCredentials> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set: this bundle runs on Lambda, which sets them');
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};
