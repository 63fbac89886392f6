import { Validations } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledgeNist } from './nist-reasons.ts';

export interface GradualDeploymentProps {
  readonly aliases: readonly Alias[];
  /** Any of them takes the new code back, and with it the whole deployment. */
  readonly alarms: readonly Alarm[];
}

/**
 * A tenth for half an hour, then all: the slowest alarm on what readers feel needs three bad periods of five minutes in a row, the first of which new
 * code may meet in its middle. With the quarter of an hour or less that is usual it could never be heard in time.
 */
const WAY = LambdaDeploymentConfig.CANARY_10PERCENT_30MINUTES;

/** CodeDeploy moves the aliases in place of CloudFormation, which waits for it, and goes back to what was there when one of the alarms is on. */
export class GradualDeployment extends Construct {
  constructor(scope: Construct, id: string, { aliases, alarms }: GradualDeploymentProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = this.mover(aliases);
    for (const alias of aliases) {
      const group = new LambdaDeploymentGroup(this, alias.node.scope?.node.id ?? '', {
        application,
        role: role.withoutPolicyUpdates(), // the construct adds a managed policy, which may move every alias of the account
        alias,
        alarms: [...alarms],
        deploymentConfig: WAY,
      });
      group.node.addDependency(role);
    }
  }

  /** The actions of AWSCodeDeployRoleForLambdaLimited that a deployment without hooks and revisions in S3 needs, on these aliases alone. */
  private mover(aliases: readonly Alias[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
        resources: aliases.flatMap(({ lambda, aliasName }) => [lambda.functionArn, `${lambda.functionArn}:${aliasName}`]),
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }));
    acknowledgeNist(this, 'IAMNoInlinePolicy');
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'CodeDeploy asks for the state of the alarms in one call, as its own managed policy allows it; it reads, and changes nothing.',
    });
    return role;
  }
}
