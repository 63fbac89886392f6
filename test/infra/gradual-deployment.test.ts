import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { stageSettings } from '../../infra/stage-settings.ts';
import { resourcesOf, synthesizedService, synthesizedWith } from './synthesized-service.ts';

const READERS = ['ApiReadFunction', 'ApiComputeFunction'];
const { template } = synthesizedService('prod');
const atOnce = synthesizedWith({ settings: { ...stageSettings.prod, gradualDeployment: false } }).template;
const aliasesOf = (of: Template) => resourcesOf(of, 'AWS::Lambda::Alias');
const groups = resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup').map(([, { Properties }]) => Properties);
const alarms = Object.fromEntries(resourcesOf(template, 'AWS::CloudWatch::Alarm'));

describe('new code', () => {
  it('meets a tenth of the readers first, by an alias of each function that answers most and writes nothing', () => {
    expect(aliasesOf(template).map(([, { Properties }]) => Properties.FunctionName.Ref)).toHaveLength(READERS.length);
    for (const reader of READERS)
      expect(
        aliasesOf(template).filter(([, { Properties }]) => Properties.FunctionName.Ref.includes(reader)),
        reader,
      ).toHaveLength(1);
    for (const [id, alias] of aliasesOf(template)) {
      expect(alias).toMatchObject({
        Properties: { Name: 'live', FunctionVersion: { 'Fn::GetAtt': [expect.any(String), 'Version'] } },
        UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: expect.stringMatching(/^Gradual/) } } },
      });
      expect(id).toMatch(/^Api/);
    }
    expect(groups).toHaveLength(READERS.length);
    for (const group of groups) {
      expect(group).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent30Minutes',
        DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      });
    }
  });

  it('is taken back by each alarm on what readers feel, and is tried for longer than the slowest of them takes', () => {
    for (const { AlarmConfiguration: watched, AutoRollbackConfiguration: back } of groups) {
      expect(back).toEqual({ Enabled: true, Events: expect.arrayContaining(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM']) });
      expect(watched.Enabled).toBe(true);
      const ids: string[] = watched.Alarms.map(({ Name }: { readonly Name: { readonly Ref: string } }) => Name.Ref);
      expect(ids.map((id) => id.replace(/^Alarms(.*)Alarm[0-9A-F]{8}$/, '$1')).sort()).toEqual([
        'ServerErrors',
        'ServerErrorsLinger',
        'SlowAnswers',
      ]);
      // New code may come in the middle of a period; an hour is looked at from its end at any time.
      const minutes = ids.map((id) => {
        const { Metrics, EvaluationPeriods } = alarms[id]?.Properties ?? {};
        const period = Math.max(...Metrics.flatMap(({ MetricStat: stat }: { MetricStat?: { Period: number } }) => stat?.Period ?? []));
        return (period * (EvaluationPeriods + 1)) / 60;
      });
      expect(minutes.filter((each) => each <= 30)).toHaveLength(2);
    }
  });

  it('is moved by a role that may move these aliases, and nothing else', () => {
    const [policy] = resourcesOf(template, 'AWS::IAM::Policy').filter(([id]) => id.startsWith('Gradual'));
    const [moves, looks] = policy?.[1].Properties.PolicyDocument.Statement ?? [];
    expect(moves.Action).toEqual(['lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias']);
    const functions = aliasesOf(template).map(([, { Properties }]) => ({ 'Fn::GetAtt': [Properties.FunctionName.Ref, 'Arn'] }));
    const movable = functions.flatMap((arn) => [arn, { 'Fn::Join': ['', [arn, ':live']] }]);
    expect(moves.Resource).toHaveLength(movable.length);
    expect(moves.Resource).toEqual(expect.arrayContaining(movable));
    expect(looks).toEqual({ Action: 'cloudwatch:DescribeAlarms', Effect: 'Allow', Resource: '*' });
    for (const [, group] of resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup'))
      expect(group).toMatchObject({ DependsOn: expect.arrayContaining([policy?.[0]]) });
  });

  it('comes at once where that is asked for, by the same aliases: what imports their addresses need not change', () => {
    expect(resourcesOf(atOnce, 'AWS::CodeDeploy::DeploymentGroup')).toEqual([]);
    expect(aliasesOf(atOnce).map(([id]) => id)).toEqual(aliasesOf(template).map(([id]) => id));
    for (const [, alias] of aliasesOf(atOnce)) expect(alias).not.toHaveProperty('UpdatePolicy');
  });
});
