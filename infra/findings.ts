import { type App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type IApplyRule, ServerlessChecks } from 'cdk-nag';
import type { PageStack } from './page-stack.ts';
import type { ServiceStack } from './service-stack.ts';
import type { StorageStack } from './storage-stack.ts';

/** Findings of cdk-nag that are accepted, each with the reason: where it does not hold any more, the stack is mended. */
const ACCEPTED = {
  storage: {
    'AwsSolutions-S1': 'Only the functions of the service read the bucket; use CloudTrail data events where an audit asks who did.',
  },
  service: {
    'AwsSolutions-APIG4':
      'The functions ask for a key or a token themselves: an authorizer would be one more function in the way of every request; what needs none is in the table of routes as public.',
    'AwsSolutions-SQS3': 'The one queue is a dead-letter queue, which an alarm watches.',
    'Serverless-SQSRedrivePolicy': 'The one queue is a dead-letter queue, which an alarm watches.',
    'Serverless-SNSRedrivePolicy': 'A mail that cannot be delivered for an hour is of no use in a queue; the alarm itself stays on.',
    'Serverless-EventBusDLQ':
      'What is lost is made again: a file is handed in again, an execution has an alarm, and rules are judged with the next run.',
    'Serverless-LambdaDLQ':
      'What calls a function waits for its answer and sees the error, or tries again, and an alarm tells when nothing comes of it.',
    'Serverless-LambdaTracing': 'Clients are not instrumented: a trace would say how long a call took, which the log and the metrics say.',
  },
  page: {
    'AwsSolutions-S1': 'It holds nothing but the page, which is public; only CloudFront reads it.',
    'AwsSolutions-CFR1': 'The page is public; who may read data is decided by keys, not by countries.',
    'AwsSolutions-CFR2': 'A web ACL is given by whoever pays for it, as webAclArn.',
    'AwsSolutions-CFR3': 'Requests for data are in the access log of the API; a log of who opened a public page would serve nobody.',
    'AwsSolutions-CFR4':
      'With a name and certificate of its own it has TLS 1.2 and above; with the certificate of CloudFront it cannot be chosen.',
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
      'The function of the CDK that writes the page has the managed policy for its log.',
    'AwsSolutions-L1': 'The runtime of that function comes with the CDK.',
    'Serverless-LambdaTracing': 'A deployment calls that function, and sees its error.',
    'Serverless-LambdaDLQ': 'A deployment calls that function, and sees its error.',
    'Serverless-LambdaDefaultMemorySize': 'The memory of that function is enough for a page of some hundred kilobytes.',
    'Serverless-LambdaLatestVersion': 'The runtime of that function comes with the CDK.',
  },
} as const;

/** Without the rule on stars in rights (IAM5): least-privilege.test.ts holds every right of every role to a list, which is stricter. */
class SolutionChecks extends AwsSolutionsChecks {
  protected override applyRule(rule: IApplyRule): void {
    if (rule.ruleSuffixOverride !== 'IAM5') super.applyRule(rule);
  }
}

/** A finding that is not accepted stops every synth, and so every deployment. */
export function checkFindings(
  app: App,
  stacks: { readonly storage: StorageStack; readonly service: ServiceStack; readonly page: PageStack },
): void {
  for (const [name, reasons] of Object.entries(ACCEPTED))
    Validations.of(stacks[name as keyof typeof stacks] as Stack).acknowledge(
      ...Object.entries(reasons).map(([id, reason]) => ({ id, reason })),
    );
  Validations.of(app).addPlugins(new SolutionChecks(app), new ServerlessChecks(app));
}
