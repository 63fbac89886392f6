import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type IApplyRule, ServerlessChecks } from 'cdk-nag';

/**
 * Findings of cdk-nag that are accepted, each with the reason: where it does not hold any more, the stack is
 * mended.
 */
export const ACCEPTED = {
  'AwsSolutions-S1':
    'Only the functions of the service read the bucket of inputs, only CloudFront that of the page; use CloudTrail data events where an audit asks who did.',
  'AwsSolutions-APIG4':
    'The functions ask for a key or a token themselves: an authorizer would be one more function in the way of every request; what needs none is in the table of routes as public.',
  'AwsSolutions-CFR1': 'The page is public; who may read data is decided by keys, not by countries.',
  'AwsSolutions-CFR2': 'A web ACL is given by whoever pays for it, as webAclArn.',
  'AwsSolutions-CFR3':
    'Requests for data are in the logs of the functions, with the address of the caller and the id of the key; a log of who opened a public page would serve nobody.',
  'AwsSolutions-CFR4':
    'With a name and certificate of its own the page has TLS 1.2 and above; with the certificate of CloudFront it cannot be chosen.',
  'AwsSolutions-L1': 'The runtime of the function that writes the page comes with the CDK.',
  'Serverless-LambdaDLQ':
    'The one call whose loss nobody else would notice, that of the judge of alert rules, has a queue. All others are waited for, or come again by the clock.',
  'Serverless-LambdaTracing':
    'Clients are not instrumented: a trace would say how long a call took, which the log and the metrics say.',
};

/**
 * Without the rule on stars in rights (IAM5): least-privilege.test.ts holds every right of every role to a
 * list, which is stricter.
 */
class SolutionChecks extends AwsSolutionsChecks {
  protected override applyRule(rule: IApplyRule): void {
    if (rule.ruleSuffixOverride !== 'IAM5') super.applyRule(rule);
  }
}

/**
 * Without what AwsSolutions looks at as well: latest runtimes (L1), and queues behind queues (SQS3), where it
 * also knows a dead-letter queue by its use.
 */
class FunctionChecks extends ServerlessChecks {
  protected override applyRule(rule: IApplyRule): void {
    if (rule.rule.name !== 'LambdaLatestVersion' && rule.rule.name !== 'SQSRedrivePolicy')
      super.applyRule(rule);
  }
}

/** A finding that is not accepted stops every synth, and so every deployment. */
export function checkFindings(app: App): void {
  Validations.of(app).acknowledge(...Object.entries(ACCEPTED).map(([id, reason]) => ({ id, reason })));
  Validations.of(app).addPlugins(new SolutionChecks(app), new FunctionChecks(app));
}
