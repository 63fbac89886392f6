import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';

const ISSUER = 'token.actions.githubusercontent.com';
/** Made by `cdk bootstrap`: all that a deployment needs and may. */
const OF_BOOTSTRAP = ['deploy', 'file-publishing', 'lookup'];

/** Jobs of one repository in the environment of the stage take it by OIDC, without a stored key. */
export class DeployRole extends Construct {
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { repository, stage }: NonNullable<Config['pipeline']> & Readonly<{ stage: string }>,
  ) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const inAccount = (resource: string): string => `arn:${partition}:iam::${account}:${resource}`;
    const role = new Role(this, 'Role', {
      assumedBy: new WebIdentityPrincipal(inAccount(`oidc-provider/${ISSUER}`), {
        StringEquals: {
          [`${ISSUER}:aud`]: 'sts.amazonaws.com',
          [`${ISSUER}:sub`]: `repo:${repository}:environment:${stage}`,
        },
      }),
    });
    const { bootstrapQualifier = DefaultStackSynthesizer.DEFAULT_QUALIFIER } = Stack.of(this).synthesizer;
    const resources = OF_BOOTSTRAP.map((name) =>
      inAccount(`role/cdk-${bootstrapQualifier}-${name}-role-${account}-${region}`),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources }));
    this.arn = role.roleArn;
  }
}
