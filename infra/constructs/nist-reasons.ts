import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Why a control of NIST 800-53 R5 is met in another way, by the name of its rule in cdk-nag. One reason for each rule: where it does not hold, the
 * construct is mended and not acknowledged.
 */
const REASONS = {
  CloudWatchLogGroupEncrypted:
    'Encrypted with the key of CloudWatch Logs. Logs name clients by the id of their key, and hold no key, no secret and no body of a request.',
  DynamoDBInBackupPlan:
    'The table itself goes back to any second of 35 days. Copies in another account are the plan of that account, which selects tables by the tags Service and Stage.',
  IAMNoInlinePolicy:
    'The policy is of this one role and no other, and is made and deleted with it: a managed policy could be attached elsewhere.',
  LambdaConcurrency:
    'One execution at a time starts it, or a schedule does: there is no caller who could make many. Functions that callers reach have reserved concurrency in prod; a new account refuses it in dev.',
  LambdaDLQ: 'What calls it waits for its answer and sees the error, or has a dead-letter queue itself.',
  LambdaInsideVPC:
    'It talks to AWS and to public pages over TLS only, and nothing can connect to it. In a VPC it would need a gateway to the internet, and would be no better protected.',
  S3BucketLoggingEnabled:
    'Only functions of the service reach it, each with a role of its own; who read an object is in CloudTrail data events, where an audit asks for them.',
  S3BucketReplicationEnabled:
    'Objects are kept in versions, and outlive the stack where they cannot be made again. Whoever wants them in a second region adds a rule of replication to the bucket.',
  S3BucketVersioningEnabled: 'It holds a build of the page, which is made again from the commit.',
  S3DefaultEncryptionKMS:
    'Encrypted with keys of S3. What it holds is public facts, and what clients have sent as facts; no key and no secret.',
  SNSEncryptedKMS:
    'Messages are names and sentences of alarms. CloudWatch may not publish to a topic that has the key of SNS, and TLS is enforced.',
} as const;

/** Acknowledges rules of NIST 800-53 R5 for a construct and what is in it. */
export function acknowledgeNist(construct: IConstruct, ...rules: readonly (keyof typeof REASONS)[]): void {
  Validations.of(construct).acknowledge(...rules.map((rule) => ({ id: `NIST.800.53.R5-${rule}`, reason: REASONS[rule] })));
}
