import { globSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { NodeFunction } from '../../infra/constructs/node-function.ts';
import { resourcesOf, synthesizedPage, synthesizedService } from './synthesized-service.ts';

const { template, page } = synthesizedPage('prod');
const [distributionId, distribution] = resourcesOf(template, 'AWS::CloudFront::Distribution')[0] ?? [];
const config = distribution?.Properties.DistributionConfig;
const [bucketId] = resourcesOf(template, 'AWS::S3::Bucket')[0] ?? [];

/** Managed by CloudFront: keeps nothing; and sends on all that the caller sent, keys included, but not the name of the host. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const matches = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replace(/[.]/g, '[.]').replace(/[*]/g, '.*')}$`).test(path);

describe('the page at the edge', () => {
  it('comes from a bucket that is closed to everybody but this distribution', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: Match.objectLike({
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      }),
    });
    const [policy] = resourcesOf(template, 'AWS::S3::BucketPolicy');
    const statements = policy?.[1].Properties.PolicyDocument.Statement as Record<string, never>[];
    const allowing = statements.filter((statement) => statement.Effect === 'Allow');
    expect(allowing).toHaveLength(1);
    expect(allowing[0]).toMatchObject({ Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } });
    expect(JSON.stringify(allowing[0]?.Condition)).toContain(distributionId);
  });

  it('is asked by HTTPS only, and sent with the strict policy of the local page', () => {
    expect(config.DefaultCacheBehavior).toMatchObject({
      ViewerProtocolPolicy: 'redirect-to-https',
      AllowedMethods: ['GET', 'HEAD'],
      Compress: true,
    });
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: Match.objectLike({
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            Override: true,
            ContentSecurityPolicy:
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
          },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
          ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true, Override: true },
        },
      }),
    });
  });

  it('is kept for as long as its files say, and never because of a default', () => {
    template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: Match.objectLike({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 31_536_000 }),
    });
  });

  it('is rewritten by a function, not by error pages, which would also hide the errors of the API', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
    expect(config.DefaultRootObject).toBeUndefined();
    expect(config.DefaultCacheBehavior.FunctionAssociations).toMatchObject([{ EventType: 'viewer-request' }]);
  });

  it('drops parts of earlier builds 30 days after they were replaced, and no part of the current one', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({
            Prefix: 'assets/',
            TagFilters: [{ Key: 'superseded', Value: 'yes' }],
            ExpirationInDays: 30,
            Status: 'Enabled',
          }),
        ]),
      },
    });
    const [bucket] = resourcesOf(template, 'AWS::S3::Bucket');
    const rules = bucket?.[1].Properties.LifecycleConfiguration.Rules as { ExpirationInDays?: number }[];
    expect(rules.filter(({ ExpirationInDays: days }) => days !== undefined)).toHaveLength(1);
  });
});

describe('the API on the host of the page', () => {
  const behaviors = config.CacheBehaviors as Record<string, never>[];

  it('answers every path of the table of routes, except the index, which is the page here', () => {
    const unreachable = API_ROUTES.filter(({ path }) => !behaviors.some(({ PathPattern }) => matches(PathPattern ?? '', path)));
    expect(unreachable.map(({ path }) => path).sort()).toEqual([
      '/',
      ...API_ROUTES.filter(({ path }) => path === '/metrics').map(() => '/metrics'),
    ]);
  });

  it('keeps no answer at the edge, so that none can reach another client, and gets every header that was sent', () => {
    expect(behaviors.length).toBeGreaterThan(2);
    for (const behavior of behaviors) {
      expect(behavior, behavior.PathPattern).toMatchObject({
        CachePolicyId: CACHING_DISABLED,
        OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
        ViewerProtocolPolicy: 'https-only',
      });
      expect(behavior.AllowedMethods, behavior.PathPattern).toContain('DELETE');
      expect(behavior.FunctionAssociations, behavior.PathPattern).toMatchObject([{ EventType: 'viewer-request' }]);
    }
  });

  it('is asked over TLS 1.2, with a proof that the functions know', () => {
    const origin = config.Origins.find((one: Record<string, unknown>) => one.CustomOriginConfig !== undefined);
    expect(origin.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] });
    expect(origin.OriginCustomHeaders).toHaveLength(1);
    expect(origin.OriginCustomHeaders[0].HeaderName).toBe('chokepoint-proof');
    const proof = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
    const { functions } = synthesizedService('prod');
    const answering = functions.filter(({ entryFile }) => entryFile.startsWith('api/'));
    expect(answering).toHaveLength(3);
    for (const { entryFile, properties } of answering) expect(properties.Environment.Variables.EDGE_PROOF, entryFile).toEqual(proof);
  });
});

describe('the publication of the page', () => {
  it('is done by the one handler of functions/page, when the build changes, after the distribution is there', () => {
    const publishers = page.node.findAll().filter((construct) => construct instanceof NodeFunction);
    expect(publishers.map(({ entryFile }) => entryFile)).toEqual(globSync('functions/page/*.handler.ts'));
    template.resourceCountIs('AWS::Lambda::Function', 1);
    const [published] = resourcesOf(template, 'Custom::PublishedPage');
    expect(published?.[1].Properties).toMatchObject({
      Build: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{8}){4}$/),
      ServiceTimeout: '120',
    });
    expect((published?.[1] as unknown as { DependsOn: string[] } | undefined)?.DependsOn).toContain(distributionId);
  });

  it('may write the bucket of the page and nothing else', () => {
    const policies = resourcesOf(template, 'AWS::IAM::Policy');
    expect(policies).toHaveLength(1);
    const statements = policies[0]?.[1].Properties.PolicyDocument.Statement as { Action: string[] | string; Resource: unknown }[];
    const onBuckets = statements.filter(({ Action }) => [Action].flat().some((action) => action.startsWith('s3:')));
    for (const { Resource } of onBuckets) expect(JSON.stringify(Resource)).toContain(`${bucketId}`);
    expect(statements.flatMap(({ Action }) => [Action].flat()).filter((action) => action.includes('*'))).toEqual([]);
  });
});

describe('a name and a firewall of one own', () => {
  it('are taken from outside', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1';
    const own = synthesizedPage('prod', { address: { domainName: 'risk.example.com', certificateArn }, webAclArn }).template;
    own.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['risk.example.com'],
        WebACLId: webAclArn,
        ViewerCertificate: Match.objectLike({ AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' }),
      }),
    });
  });
});
