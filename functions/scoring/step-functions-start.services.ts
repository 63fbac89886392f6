import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { BeginRunRequest } from '#contracts/run/run-messages.ts';
import type { RunAttempt } from '#functions/store/runs/next-run.ts';

const NOT_IN_A_NAME = /[^0-9A-Za-z_-]/g;

/** Named by its attempt, so that a repeated call starts nothing twice. */
export const startExecutionOf =
  (client: Pick<SFNClient, 'send'>, stateMachineArn: string) =>
  ({ number, at }: RunAttempt, because: readonly string[]): Promise<void> =>
    startOnce(client, stateMachineArn, `facts-${number}-${at.replaceAll(NOT_IN_A_NAME, '-')}`, {
      because: [...because],
    });

/** A second start under that name starts nothing. */
export const startNightOf =
  (client: Pick<SFNClient, 'send'>, stateMachineArn: string) =>
  (name: string): Promise<void> =>
    startOnce(client, stateMachineArn, name, {});

async function startOnce(
  client: Pick<SFNClient, 'send'>,
  stateMachineArn: string,
  name: string,
  input: BeginRunRequest,
) {
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}
