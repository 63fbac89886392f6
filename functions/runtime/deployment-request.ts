import * as z from 'zod';
import { logger } from './logger.ts';

/** CloudFormation waits an hour for an answer: work that failed is told before Lambda ends the function. */
const LAST_WORD_MS = 5000;
/** Room that CloudFormation has for a reason, beside the rest of an answer. */
const LONGEST_REASON = 1000;

/** CloudFormation asks for something to be made, replaced or taken away, and waits at the address for an answer. */
const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  ResourceProperties: z.record(z.string(), z.unknown()).default({}),
});
type Request = z.infer<typeof requestSchema>;

/** Asked of a function by a deployment, without what is only for the answer. */
export type DeploymentRequest = Pick<Request, 'RequestType' | 'ResourceProperties'>;

/** Work of a function for a deployment. */
export interface DeploymentTask {
  /** Name of what is made: another one would have CloudFormation delete the one before. */
  readonly id: string;
  /** Said in the log when it fails. */
  readonly failure: string;
  /** When it rejects, the deployment fails with its message. */
  readonly carryOut: (request: DeploymentRequest) => Promise<void>;
}

/** A handler of a custom resource: does the task, and tells CloudFormation whether it was done, also when time runs out. */
export const onDeployment =
  ({ id, failure, carryOut }: DeploymentTask) =>
  async (event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<void> => {
    const request = requestSchema.parse(event);
    try {
      await Promise.race([carryOut(request), outOfTime(context.getRemainingTimeInMillis() - LAST_WORD_MS)]);
      await answer(request, id, 'SUCCESS', 'done');
    } catch (error) {
      logger().error(failure, { error: error as Error });
      await answer(request, id, 'FAILED', `${error}`.slice(0, LONGEST_REASON));
    }
  };

const outOfTime = (ms: number): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('it was not done in time: the log of the function has what it did')), ms).unref();
  });

/** The address is signed for a request without a content type. */
async function answer(request: Request, id: string, status: 'SUCCESS' | 'FAILED', reason: string): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = request;
  const body = JSON.stringify({ Status: status, Reason: reason, PhysicalResourceId: id, StackId, RequestId, LogicalResourceId });
  const response = await fetch(request.ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
}
