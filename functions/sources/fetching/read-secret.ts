import * as z from 'zod';

const secretSchema = z.object({ SecretString: z.string() });
const valuesSchema = z.record(z.string(), z.string().trim());

/** From the Lambda extension, which keeps it for five minutes: a new key needs no deployment. */
export async function readSecret(name: string): Promise<Readonly<Record<string, string>>> {
  const port = process.env.PARAMETERS_SECRETS_EXTENSION_HTTP_PORT ?? '2773';
  const address = `http://127.0.0.1:${port}/secretsmanager/get?secretId=${encodeURIComponent(name)}`;
  const token = process.env.AWS_SESSION_TOKEN ?? '';
  const answer = await fetch(address, { headers: { 'X-Aws-Parameters-Secrets-Token': token } });
  if (!answer.ok)
    throw new Error(
      `the secret ${name} cannot be read: ${answer.status} ${(await answer.text()).slice(0, 200)}`,
    );
  return valuesSchema.parse(JSON.parse(secretSchema.parse(await answer.json()).SecretString));
}
