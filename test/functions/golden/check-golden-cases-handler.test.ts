import { beforeEach, expect, it, vi } from 'vitest';
import { handler } from '#functions/golden/check-golden-cases.handler.ts';

const told: { readonly Status: string; readonly Reason: string; readonly PhysicalResourceId: string }[] = [];
const asked = (type: 'Create' | 'Update' | 'Delete', code: string) =>
  handler(
    {
      RequestType: type,
      ResponseURL: 'https://cloudformation.example/answer?signed=yes',
      StackId: 's',
      RequestId: 'r',
      LogicalResourceId: 'GoldenPassed',
      ResourceProperties: { Code: code },
    },
    { getRemainingTimeInMillis: () => 60_000 },
  );

beforeEach(() => {
  told.length = 0;
  vi.stubEnv('LOG_LEVEL', 'error').stubEnv('CODE_VERSION', 'new');
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    told.push(JSON.parse(body));
    return new Response();
  });
});

it('a deployment is refused with a reason when the check finds anything amiss: here no cases lie beside the code', async () => {
  await asked('Update', 'new');
  expect(told).toMatchObject([
    { Status: 'FAILED', Reason: expect.stringContaining('no golden cases'), PhysicalResourceId: 'golden-cases' },
  ]);
});

it('going back to the code before is never refused, and neither is the end of the stack', async () => {
  await asked('Update', 'old');
  await asked('Delete', 'new');
  expect(told.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
});
