import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goldenCheckEnvironmentSchema } from '#contracts/environment/golden-check-environment.ts';
import { onDeployment } from '#functions/runtime/deployment-request.ts';
import { logger } from '#functions/runtime/logger.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { checkGoldenCases, refusalOf } from './check-golden-cases.ts';

/** The cases lie beside the code of the function. */
const CASES = join(import.meta.dirname, 'golden-cases');

/**
 * Scores the golden cases that this function carries, before a deployment changes any other function: on the processor and the Node of Lambda, out of
 * the minified code. When one comes out wrong the deployment fails and is taken back.
 */
export const handler = onDeployment({
  id: 'golden-cases',
  failure: 'golden cases came out wrong; the deployment is refused, and readers have the code before',
  carryOut: async ({ RequestType: type, ResourceProperties: { Code: asked } }) => {
    if (type === 'Delete') return;
    const { CODE_VERSION: here } = readEnvironment(goldenCheckEnvironmentSchema);
    // A deployment that is taken back asks for the code before, maybe while the refused one is still here: refusing again would leave the stack between the two.
    if (asked !== here) return logger().warn('asked for other code than is here: taken back, not checked', { asked, here });
    const check = checkGoldenCases(await carriedCases());
    logger().info('golden cases were checked', { ...check });
    const refusal = refusalOf(check);
    if (refusal !== undefined) throw new Error(refusal);
  },
});

async function carriedCases(): Promise<ReadonlyMap<string, string>> {
  const names = existsSync(CASES) ? (await readdir(CASES)).sort() : [];
  return new Map(
    await Promise.all(names.map(async (name): Promise<[string, string]> => [name, await readFile(join(CASES, name), 'utf8')])),
  );
}
