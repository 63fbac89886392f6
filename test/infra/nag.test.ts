import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { encryptWith } from '../../infra/customer-key.ts';
import { ownFirewall } from '../../infra/firewall-stack.ts';
import { PageStack } from '../../infra/page-stack.ts';
import { ServiceStack } from '../../infra/service-stack.ts';
import { DEPLOYMENT_STAGES, type DeploymentStage, stageSettings } from '../../infra/stage-settings.ts';
import { StorageStack } from '../../infra/storage-stack.ts';
import { synthContext } from './synthesized-service.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly summary: { readonly pluginName?: string; readonly status: string };
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** `region`: with everything that a deployment may ask for there, a firewall and a key of its own included. */
async function reportOf(
  stage: DeploymentStage,
  change: (app: App) => void = () => {},
  region?: string,
): Promise<{ report: Report; app: App }> {
  const outdir = await mkdtemp(join(tmpdir(), 'chokepoint-nag-'));
  try {
    const app = new App({
      outdir,
      context: { ...synthContext, '@aws-cdk/core:failSynthOnValidationErrors': false },
    });
    const settings = stageSettings[stage];
    const env = region === undefined ? {} : { region };
    const storage = new StorageStack(app, 'Storage', { env, settings });
    const service = new ServiceStack(app, 'Service', {
      env,
      settings,
      storage,
      sources: SOURCE_CONTRACTS,
      collectContact: undefined,
      alarmDestination: { email: 'on-call@example.com' },
    });
    const webAclArn = region === undefined ? undefined : ownFirewall(app, 'Firewall', settings);
    const page = new PageStack(app, 'Page', { env, settings, service, address: undefined, webAclArn, crossRegionReferences: true });
    if (region !== undefined) encryptWith('own', storage, [service, page]);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app), new NIST80053R5Checks(app));
    change(app);
    app.synth();
    return { report: JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')), app };
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

const ruleNames = ({ pluginReports }: Report): string[] =>
  pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName)).sort();

/** Every acknowledged finding of the app with its reason. */
function acknowledgements(app: App): { readonly where: string; readonly id: string; readonly reason: string }[] {
  return app.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) =>
          Object.entries(data as Record<string, string>).map(([id, reason]) => ({ where: construct.node.path, id, reason })),
        ),
    );
}

describe('the rule packs AwsSolutions, Serverless and NIST 800-53 R5', () => {
  it.each(DEPLOYMENT_STAGES)('find nothing in %s that is not acknowledged', async (stage) => {
    const { report } = await reportOf(stage);
    expect(ruleNames(report)).toEqual([]);
  });

  it('find nothing in another region, with a firewall and a key of the customer', async () => {
    const { report } = await reportOf('prod', () => {}, 'ap-northeast-1');
    expect(ruleNames(report)).toEqual([]);
  });

  it('are awake: they find a topic without encryption in transit and a table without recovery', async () => {
    const { report } = await reportOf('dev', (app) => {
      const stack = new Stack(app, 'Careless');
      new Topic(stack, 'Topic');
      new Table(stack, 'Table', { partitionKey: { name: 'pk', type: AttributeType.STRING } });
    });
    expect(ruleNames(report)).toEqual(expect.arrayContaining(['AwsSolutions-DDB3', 'AwsSolutions-SNS3']));
  });

  it('are overruled only with a reason, construct by construct', async () => {
    const { app } = await reportOf('prod');
    const found = acknowledgements(app);
    expect(found.length).toBeGreaterThan(20);
    for (const { where, id, reason } of found) {
      expect(reason.length, `${where} ${id}`).toBeGreaterThan(35);
      expect(where.split('/').length, `${id} is acknowledged for a whole stack`).toBeGreaterThan(1);
    }
    const ids = new Set(found.map(({ id }) => id.replace(/.*::(?=AwsSolutions|Serverless|NIST)/, '').replace(/\[.*/, '')));
    expect([...ids].sort()).toEqual([
      'AwsSolutions-APIG4',
      'AwsSolutions-CFR1',
      'AwsSolutions-CFR2',
      'AwsSolutions-CFR3',
      'AwsSolutions-CFR4',
      'AwsSolutions-IAM5',
      'AwsSolutions-S1',
      'AwsSolutions-SQS3',
      'NIST.800.53.R5-CloudWatchLogGroupEncrypted',
      'NIST.800.53.R5-DynamoDBInBackupPlan',
      'NIST.800.53.R5-IAMNoInlinePolicy',
      'NIST.800.53.R5-LambdaConcurrency',
      'NIST.800.53.R5-LambdaDLQ',
      'NIST.800.53.R5-LambdaInsideVPC',
      'NIST.800.53.R5-S3BucketLoggingEnabled',
      'NIST.800.53.R5-S3BucketReplicationEnabled',
      'NIST.800.53.R5-S3BucketVersioningEnabled',
      'NIST.800.53.R5-S3DefaultEncryptionKMS',
      'NIST.800.53.R5-SNSEncryptedKMS',
      'Serverless-EventBusDLQ',
      'Serverless-LambdaDLQ',
      'Serverless-LambdaTracing',
      'Serverless-SNSRedrivePolicy',
      'Serverless-SQSRedrivePolicy',
    ]);
  });
});
