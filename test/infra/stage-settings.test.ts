import { describe, expect, it } from 'vitest';
import {
  DEPLOYMENT_STAGES,
  parseAlarmDestination,
  parseApiAddress,
  parseFirewall,
  parseMonthlyBudget,
  parsePageAddress,
  parseRegion,
  parseStage,
  settingsOf,
  stageSettings,
} from '../../infra/stage-settings.ts';

describe('the settings of a stage', () => {
  it('are chosen by a name, and a wrong name says which there are', () => {
    expect(parseStage('prod')).toEqual({ stage: 'prod', like: 'prod' });
    expect(parseStage('staging', 'prod')).toEqual({ stage: 'staging', like: 'prod' });
    for (const wrong of ['production', '', undefined, 7])
      expect(() => parseStage(wrong)).toThrow('give one of dev, prod, for example: -c stage=dev');
    for (const [name, like] of [
      ['staging', 'production'],
      ['Staging', 'prod'],
      ['a-long-name-of-a-stage', 'dev'],
      ['prod', 'dev'],
    ])
      expect(() => parseStage(name, like), name).toThrow('-c stage=staging -c like=prod');
  });

  it('are those of another stage under a name of its own, without a change of the code', () => {
    expect(settingsOf({ stage: 'staging', like: 'prod' }, {})).toEqual({ ...stageSettings.prod, stage: 'staging' });
  });

  it('take executions for the API that its functions and the account can do with, or none', () => {
    const prod = { stage: 'prod', like: 'prod' } as const;
    expect(settingsOf(prod, { apiConcurrency: '400' }).apiConcurrency).toBe(400);
    expect(settingsOf(prod, { apiConcurrency: 'off' }).apiConcurrency).toBeNull();
    for (const wrong of ['0', '99', '10001', 'many', '150.5', ''])
      expect(() => settingsOf(prod, { apiConcurrency: wrong }), wrong).toThrow('a whole number from 100 to 10000');
  });

  it('take new code gradually or at once, and no other word', () => {
    const named = (like: 'dev' | 'prod', gradualDeployment: unknown) => settingsOf({ stage: 'staging', like }, { gradualDeployment });
    expect([named('dev', undefined), named('prod', undefined)].map((each) => each.gradualDeployment)).toEqual([false, true]);
    expect([named('dev', 'on'), named('prod', 'off')].map((each) => each.gradualDeployment)).toEqual([true, false]);
    for (const wrong of ['canary', '', true, 'ON']) expect(() => named('prod', wrong)).toThrow('-c gradualDeployment=off');
  });

  it('take a region and a sum, and nothing that cannot be one', () => {
    expect(parseRegion(undefined)).toBeUndefined();
    for (const region of ['ap-northeast-1', 'us-gov-west-1']) expect(parseRegion(region)).toBe(region);
    for (const wrong of ['tokyo', 'ap-northeast-1a', '', 1]) expect(() => parseRegion(wrong)).toThrow('-c region=ap-northeast-1');
    expect(parseMonthlyBudget(undefined)).toBeUndefined();
    expect(parseMonthlyBudget('200')).toBe(200);
    for (const wrong of ['0', '-5', 'much', '']) expect(() => parseMonthlyBudget(wrong), wrong).toThrow('-c monthlyBudgetDollars=200');
  });

  it('take one address for alarms, and in prod refuse to be without', () => {
    expect(parseAlarmDestination('prod', 'on-call@example.com', undefined)).toEqual({ email: 'on-call@example.com' });
    expect(parseAlarmDestination('prod', undefined, 'https://events.pager.example/k')).toEqual({ url: 'https://events.pager.example/k' });
    expect(parseAlarmDestination('dev', undefined, undefined)).toBeUndefined();
    expect(() => parseAlarmDestination('prod', undefined, undefined)).toThrow('nobody would hear the alarms of prod');
    for (const [email, url] of [
      ['on-call', undefined],
      ['', undefined],
      ['a b@example.com', undefined],
      [true, undefined],
      [undefined, 'http://pager.example/k'],
      ['on-call@example.com', 'https://events.pager.example/k'],
    ])
      expect(() => parseAlarmDestination('dev', email, url)).toThrow('alarmEmail=on-call@example.com');
  });

  it('take a domain with its certificate, a firewall of CloudFront, or neither', () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    expect(parsePageAddress(undefined, undefined)).toBeUndefined();
    expect(parsePageAddress('risk.example.com', certificate)).toEqual({ domainName: 'risk.example.com', certificateArn: certificate });
    for (const [domain, arn] of [
      ['risk.example.com', undefined],
      [undefined, certificate],
      ['https://risk.example.com', certificate],
      ['risk.example.com', certificate.replace('us-east-1', 'eu-west-1')],
    ])
      expect(() => parsePageAddress(domain, arn)).toThrow('give both, the certificate from us-east-1');
    const arn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1';
    expect(parseFirewall(undefined, undefined, undefined)).toBeUndefined();
    expect(parseFirewall(arn, undefined, undefined)).toEqual({ arn });
    expect(parseFirewall(undefined, 'own', 'ap-northeast-1')).toBe('own');
    for (const [given, own, region] of [
      ['arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/edge/1', undefined, undefined],
      [undefined, 'own', undefined],
      [undefined, 'yes', 'ap-northeast-1'],
      [arn, 'own', 'ap-northeast-1'],
    ])
      expect(() => parseFirewall(given, own, region)).toThrow('scope CLOUDFRONT');
  });

  it('take a name of the API with a certificate from its region', () => {
    const certificate = 'arn:aws:acm:ap-northeast-1:123456789012:certificate/1';
    const address = { domainName: 'api.risk.example.com', certificateArn: certificate };
    expect(parseApiAddress(undefined, undefined, undefined)).toBeUndefined();
    for (const region of [undefined, 'ap-northeast-1']) expect(parseApiAddress(address.domainName, certificate, region)).toEqual(address);
    for (const [domain, arn, region] of [
      [address.domainName, undefined, undefined],
      [undefined, certificate, undefined],
      ['api.risk.example.com/v1', certificate, undefined],
      [address.domainName, certificate, 'eu-west-1'],
      [address.domainName, 'certificate', undefined],
    ])
      expect(() => parseApiAddress(domain, arn, region)).toThrow('the certificate from the region of the stacks');
  });

  it('take a throttle and origins from outside, and nothing that cannot be right', () => {
    const prod = { stage: 'prod', like: 'prod' } as const;
    const given = { requestsPerSecond: '500', corsAllowedOrigins: 'https://risk.example.com, http://localhost:3000' };
    expect(settingsOf(prod, given)).toEqual({
      ...stageSettings.prod,
      requestsPerSecond: 500,
      requestBurst: 1000,
      corsAllowedOrigins: ['https://risk.example.com', 'http://localhost:3000'],
    });
    expect(settingsOf(prod, {})).toEqual(stageSettings.prod);
    for (const rate of ['0', '-1', 'many', '1.5', '10001'])
      expect(() => settingsOf(prod, { requestsPerSecond: rate }), rate).toThrow('a whole number from 1 to 10000');
    for (const origin of ['*', 'risk.example.com', 'https://risk.example.com/page'])
      expect(() => settingsOf(prod, { corsAllowedOrigins: origin }), origin).toThrow('without a path');
  });

  it('keep within what the platform takes: an inline map runs 40 batches at once', () => {
    for (const stage of DEPLOYMENT_STAGES) expect(stageSettings[stage].batchesAtOnce, stage).toBeLessThanOrEqual(40);
  });

  it('never open the API to every page', () => {
    expect(DEPLOYMENT_STAGES.flatMap((stage) => stageSettings[stage].corsAllowedOrigins)).not.toContain('*');
  });

  it('protect the data of prod and reserve its executions', () => {
    expect(stageSettings.prod).toMatchObject({ protectsData: true, reservesConcurrency: true, runsNightly: true });
  });
});
