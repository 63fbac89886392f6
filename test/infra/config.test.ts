import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CONFIG_PROPERTIES, readConfig, settingsOf } from '../../infra/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PRODUCTION = {
  like: 'prod',
  account: '123456789012',
  region: 'ap-northeast-1',
  alarms: { page: { email: 'on-call@example.com' }, ticket: { email: 'desk@example.com' } },
};

const read = (content: object | string, stage = 'staging') => {
  writeFileSync(
    join(folder, `${stage}.json`),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
  return readConfig(stage, folder, undefined);
};

describe('the file of a stage', () => {
  it('is there for dev, as an example', () => {
    expect(readConfig('dev', 'config')).toEqual({ like: 'dev' });
  });

  it('is needed, by every stage', () => {
    expect(() => readConfig('prod', folder)).toThrow(
      /prod[.]json is not there: write what the stage prod is, as config\/dev[.]json has it/,
    );
    expect(() => readConfig('../prod', folder)).toThrow('at most 16 small letters and digits');
  });

  it('of production names account, region and who hears alarms', () => {
    expect(read(PRODUCTION)).toEqual(PRODUCTION);
    for (const missing of ['account', 'region', 'alarms'] as const)
      expect(() => read({ ...PRODUCTION, [missing]: undefined })).toThrow(
        new RegExp(`production needs it[^]*${missing}`),
      );
  });

  it('is of one account: with the credentials of another one nothing is made', () => {
    read(PRODUCTION);
    expect(readConfig('staging', folder, '123456789012')).toEqual(PRODUCTION);
    expect(() => readConfig('staging', folder, '210987654321')).toThrow(
      'is of the account 123456789012, and the credentials are those of 210987654321',
    );
  });

  it('takes everything that a deployment may be told', () => {
    const all = {
      ...PRODUCTION,
      alarms: { page: { url: 'https://events.pager.example/KEY' }, ticket: { email: 'desk@example.com' } },
      monthlyBudgetDollars: 200,
      collectContact: 'ops@example.com',
      keysSecret: 'chokepoint/keys',
      requestsPerSecond: 50,
      apiConcurrency: null,
      logDays: 400,
      requestsPerLogLine: 1,
      minutesBetweenRuns: 30,
      mostRunsADay: 12,
      gradualDeployment: false,
      corsAllowedOrigins: ['https://risk.example.com'],
      data: {
        scores: 'restored-scores',
        signals: 'restored-signals',
        access: 'restored-access',
        bucket: 'kept-bucket',
      },
      copies: {
        vaultArn: 'arn:aws:backup:ap-northeast-3:210987654321:backup-vault:chokepoint',
        roleArn: 'arn:aws:iam::123456789012:role/service-role/AWSBackupDefaultServiceRole',
      },
      pipeline: { repository: 'acme/chokepoint' },
      kmsKeyArn: 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      tokens: { issuer: 'https://issuer.example/pool', audiences: ['chokepoint'] },
      measureReview: 'one_person' as const,
      privateWebhooks: {
        hosts: ['hooks.plant.example', 'http://10.20.0.0/16'],
        subnetIds: ['subnet-0123abcd'],
        securityGroupIds: ['sg-0123abcd'],
      },
      page: {
        domainName: 'risk.example.com',
        certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      },
      webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1',
      api: {
        domainName: 'api.risk.example.com',
        certificateArn: 'arn:aws:acm:ap-northeast-1:123456789012:certificate/1',
      },
    };
    expect(read(all)).toEqual(all);
    expect(Object.keys(all).sort()).toEqual(Object.keys(CONFIG_PROPERTIES).sort());
  });

  it.each([
    [{ like: 'test' }, 'like'],
    [{ like: 'dev', alarmMail: 'a@example.com' }, 'alarmMail'],
    [{ like: 'dev', alarms: { page: { email: 'nobody' }, ticket: { email: 'desk@example.com' } } }, 'alarms'],
    [{ like: 'dev', alarms: { email: 'on-call@example.com' } }, 'alarms.ticket'],
    [
      {
        like: 'dev',
        alarms: { page: { url: 'http://pager.example' }, ticket: { email: 'desk@example.com' } },
      },
      'alarms.page',
    ],
    [{ like: 'dev', mostRunsADay: 0 }, 'mostRunsADay'],
    [{ like: 'dev', requestsPerSecond: 0 }, 'requestsPerSecond'],
    [{ like: 'dev', apiConcurrency: 5 }, 'apiConcurrency'],
    [{ like: 'dev', logDays: 100 }, 'logDays'],
    [{ like: 'dev', corsAllowedOrigins: ['*'] }, 'scheme and host without a path'],
    [{ like: 'dev', data: { scores: 'a-table', bucket: 'kept-bucket' } }, 'data.signals'],
    [
      { like: 'dev', copies: { vaultArn: 'arn:aws:backup:eu-west-1:123456789012:backup-vault:x' } },
      'copies.roleArn',
    ],
    [{ like: 'dev', pipeline: { repository: 'chokepoint' } }, 'owner/name'],
    [{ like: 'dev', kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:alias/x' }, 'the ARN of a key by its id'],
    [{ like: 'dev', tokens: { issuer: 'http://issuer.example', audiences: ['a'] } }, 'tokens.issuer'],
    [
      {
        like: 'dev',
        page: {
          domainName: 'risk.example.com',
          certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1',
        },
      },
      'us-east-1',
    ],
    [
      {
        like: 'dev',
        privateWebhooks: {
          hosts: ['10.0.0.0/99'],
          subnetIds: ['subnet-0123abcd'],
          securityGroupIds: ['sg-0123abcd'],
        },
      },
      '10.0.0.0/99',
    ],
    ['{', 'is no JSON'],
  ])('with %j is refused, and says where it is wrong', (content, says) => {
    expect(() => read(content)).toThrow(says);
  });

  it('takes the place of what the stage has', () => {
    expect(settingsOf('prod', read(PRODUCTION))).toMatchObject({
      stage: 'prod',
      protectsData: true,
      requestBurst: 400,
      apiConcurrency: 200,
    });
    const told = read({
      ...PRODUCTION,
      requestsPerSecond: 50,
      apiConcurrency: null,
      gradualDeployment: false,
      logDays: 400,
    });
    expect(settingsOf('staging', told)).toMatchObject({
      logRetention: 400,
      stage: 'staging',
      requestsPerSecond: 50,
      requestBurst: 100,
      apiConcurrency: null,
      gradualDeployment: false,
    });
    expect(settingsOf('dev', read({ like: 'dev' }))).toMatchObject({
      protectsData: false,
      apiConcurrency: null,
      reservesConcurrency: false,
    });
  });

  it('has a row for each property in docs/operating.md', () => {
    const text = readFileSync('docs/operating.md', 'utf8');
    expect(
      Object.keys(CONFIG_PROPERTIES).filter((name) => !new RegExp(`^[|].*\\b${name}\\b`, 'm').test(text)),
    ).toEqual([]);
  });
});
