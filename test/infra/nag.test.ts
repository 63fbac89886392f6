import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../infra/config.ts';
import { ACCEPTED, checkFindings } from '../../infra/findings.ts';
import { stacksOf } from '../../infra/stacks.ts';
import { BESIDES, synthContext } from './synthesized.ts';

async function rulesBroken(config: Config, change: (app: App) => void = () => {}): Promise<string[]> {
  const outdir = await mkdtemp(join(tmpdir(), 'chokepoint-nag-'));
  try {
    const app = new App({
      outdir,
      context: { ...synthContext, '@aws-cdk/core:failSynthOnValidationErrors': false },
    });
    stacksOf(app, config.like, config);
    checkFindings(app);
    change(app);
    app.synth();
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      readonly pluginReports: readonly { readonly violations: readonly { readonly ruleName: string }[] }[];
    };
    return report.pluginReports
      .flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName))
      .sort();
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

describe('the rule packs AwsSolutions and Serverless', () => {
  it.each<Config>([
    { like: 'dev' },
    {
      like: 'prod',
      alarms: { page: { email: 'on-call@example.com' }, ticket: { email: 'desk@example.com' } },
      ...BESIDES,
    },
    {
      like: 'prod',
      account: '123456789012',
      region: 'ap-northeast-1',
      alarms: { page: { url: 'https://events.pager.example/KEY' }, ticket: { email: 'desk@example.com' } },
      kmsKeyArn: 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  ])('find nothing in %j that is not accepted with a reason', async (config) => {
    expect(await rulesBroken(config)).toEqual([]);
  });

  it('find fewer than ten things that are accepted', () => {
    expect(Object.keys(ACCEPTED).length).toBeLessThan(10);
  });

  it('are awake: they find a topic without encryption in transit, a table without recovery, and what is accepted elsewhere', async () => {
    const found = await rulesBroken({ like: 'dev' }, (app) => {
      const stack = new Stack(app, 'Careless');
      new Topic(stack, 'Topic');
      new Bucket(stack, 'Bucket');
      new Table(stack, 'Table', { partitionKey: { name: 'pk', type: AttributeType.STRING } });
    });
    expect(found).toEqual(
      expect.arrayContaining(['AwsSolutions-DDB3', 'AwsSolutions-S1', 'AwsSolutions-SNS3']),
    );
  });
});
