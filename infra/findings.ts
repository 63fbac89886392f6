import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type IApplyRule, ServerlessChecks } from 'cdk-nag';

const DISTRIBUTION = /-Page\/Distribution$/;
/** The function that writes the page comes with the CDK. */
const PUBLISHER = /-Page\/Custom::CDKBucketDeployment\w+$/;

/** Of cdk-nag: where, and why. */
export const ACCEPTED: Readonly<Record<string, readonly [on: RegExp, reason: string]>> = {
  'AwsSolutions-S1': [
    /-(Storage\/Snapshots|Page\/Page)$/,
    'Only the functions of the service read the bucket of inputs, only CloudFront that of the page; use CloudTrail data events where an audit asks who did.',
  ],
  'AwsSolutions-APIG4': [
    /-Service\/Http$/,
    'The functions ask for a key or a token themselves: an authorizer would be one more function in the way of every request; what needs none is in the table of routes as public.',
  ],
  'AwsSolutions-CFR1': [
    DISTRIBUTION,
    'The page is public; who may read data is decided by keys, not by countries.',
  ],
  'AwsSolutions-CFR2': [DISTRIBUTION, 'A web ACL is given by whoever pays for it, as webAclArn.'],
  'AwsSolutions-CFR3': [
    DISTRIBUTION,
    'Requests for data are in the logs of the functions, with the address of the caller and the id of the key; a log of who opened a public page would serve nobody.',
  ],
  'AwsSolutions-CFR4': [
    DISTRIBUTION,
    'With a name and certificate of its own the page has TLS 1.2 and above; with the certificate of CloudFront it cannot be chosen.',
  ],
  'AwsSolutions-L1': [PUBLISHER, 'Its runtime comes with the CDK.'],
  'Serverless-LambdaDLQ': [
    new RegExp(`-Service/(Api|Nightly|Alerting/DeliverAlerts|Sources)$|${PUBLISHER.source}`),
    'The one call whose loss nobody else would notice, that of the judge of alert rules, has a queue. All others are waited for, or come again by the clock.',
  ],
};

/**
 * Stars in rights (IAM5), because least-privilege.test.ts holds every right to a list; traces, because
 * metrics say how long a call took; what the first pack asks as well; runtimes (L1); queues behind queues
 * (SQS3).
 */
const NOT_ASKED = [
  'StepFunctionStateMachineXray',
  'LambdaTracing',
  'LambdaLatestVersion',
  'SQSRedrivePolicy',
];
class SolutionChecks extends AwsSolutionsChecks {
  protected override applyRule(rule: IApplyRule): void {
    if (!['IAM5', 'SF2'].includes(rule.ruleSuffixOverride ?? '')) super.applyRule(rule);
  }
}
class FunctionChecks extends ServerlessChecks {
  protected override applyRule(rule: IApplyRule): void {
    if (!NOT_ASKED.includes(rule.rule.name)) super.applyRule(rule);
  }
}

export function checkFindings(app: App): void {
  for (const construct of app.node.findAll())
    for (const [id, [on, reason]] of Object.entries(ACCEPTED))
      if (on.test(construct.node.path)) Validations.of(construct).acknowledge({ id, reason });
  Validations.of(app).addPlugins(new SolutionChecks(app), new FunctionChecks(app));
}
