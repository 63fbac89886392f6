import { runInNewContext } from 'node:vm';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { API_REQUESTS, PAGE_REQUESTS } from '../../infra/page-stack.ts';
import { PROD, resourcesOf, synthesized } from './synthesized.ts';

const { page: template, functions } = PROD;
const [distributionId, distribution] = resourcesOf(template, 'AWS::CloudFront::Distribution')[0] ?? [];
const config = distribution?.Properties.DistributionConfig;

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const matches = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replace(/[.]/g, '[.]').replace(/[*]/g, '.*')}$`).test(path);

describe('the page at the edge', () => {
  it('comes from a bucket that is closed to everybody but this distribution', () => {
    const [policy] = resourcesOf(template, 'AWS::S3::BucketPolicy');
    const statements = policy?.[1].Properties.PolicyDocument.Statement as Record<string, never>[];
    const allowing = statements.filter((statement) => statement.Effect === 'Allow');
    expect(allowing).toHaveLength(1);
    expect(allowing[0]).toMatchObject({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
    });
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
        SecurityHeadersConfig: Match.objectLike({
          ContentSecurityPolicy: {
            Override: true,
            ContentSecurityPolicy:
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
          },
        }),
      }),
    });
  });

  it('is rewritten by a function, not by error pages, which would also hide the errors of the API', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
    expect(config.DefaultRootObject).toBeUndefined();
    expect(config.DefaultCacheBehavior.FunctionAssociations).toMatchObject([{ EventType: 'viewer-request' }]);
  });
});

describe('the API on the host of the page', () => {
  const behaviors = config.CacheBehaviors as Record<string, never>[];

  it('answers every path of the table of routes, except the index, which is the page here', () => {
    const unreachable = API_ROUTES.filter(
      ({ path }) => !behaviors.some(({ PathPattern }) => matches(PathPattern ?? '', path)),
    );
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
      expect(behavior.FunctionAssociations, behavior.PathPattern).toMatchObject([
        { EventType: 'viewer-request' },
      ]);
    }
  });

  it('is asked over TLS 1.2, with a proof that the functions know', () => {
    const origin = config.Origins.find(
      (one: Record<string, unknown>) => one.CustomOriginConfig !== undefined,
    );
    expect(origin.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
    expect(origin.OriginCustomHeaders).toHaveLength(1);
    expect(origin.OriginCustomHeaders[0].HeaderName).toBe('chokepoint-proof');
    const proof = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
    const answering = functions.filter(({ entryFile }) => entryFile === 'api');
    expect(answering).toHaveLength(3);
    for (const { entryFile, properties } of answering)
      expect(properties.Environment.Variables.EDGE_PROOF, entryFile).toEqual(proof);
  });

  it('is the only way where a firewall is named, and the address that operators are given', () => {
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1';
    const closed = synthesized({ webAclArn });
    const ways = (all: typeof functions) => [
      ...new Set(all.map(({ properties }) => properties.Environment.Variables.ONLY_THROUGH_EDGE)),
    ];
    expect(ways(closed.functions)).toEqual(expect.arrayContaining(['yes']));
    expect(ways(closed.functions)).not.toContain('no');
    expect(ways(functions)).not.toContain('yes');
    expect(Object.keys(closed.service.findOutputs('ApiUrl'))).toEqual([]);
    expect(closed.page.findOutputs('ApiUrl').ApiUrl?.Value).toEqual(
      closed.page.findOutputs('PageUrl').PageUrl?.Value,
    );
  });
});

describe('the files of the page', () => {
  it('are written by a deployment: parts first, kept for a year and for pages that are open; then the page, which is asked for anew', () => {
    const written = Object.fromEntries(
      resourcesOf(template, 'Custom::CDKBucketDeployment').map(([id, one]) => [
        id.replace(/Custom.*/, ''),
        one,
      ]),
    );
    expect(written.Parts?.Properties).toMatchObject({
      ...{ Exclude: ['*'], Include: ['assets/*'], Prune: false },
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(written.PageItself?.Properties).toMatchObject({
      Exclude: ['assets/*'],
      SystemMetadata: { 'cache-control': 'no-cache' },
    });
    const { DependsOn } = written.PageItself as unknown as { DependsOn: string[] };
    expect(DependsOn).toEqual(
      expect.arrayContaining([distributionId, expect.stringMatching(/^PartsCustomResource/)]),
    );
  });
});

describe('a name and a firewall of one own', () => {
  it('are taken from outside', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1';
    const own = synthesized({ page: { domainName: 'risk.example.com', certificateArn }, webAclArn }).page;
    own.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['risk.example.com'],
        WebACLId: webAclArn,
        ViewerCertificate: Match.objectLike({
          AcmCertificateArn: certificateArn,
          MinimumProtocolVersion: 'TLSv1.2_2021',
        }),
      }),
    });
  });
});

interface EdgeRequest {
  readonly uri: string;
  readonly headers: Record<string, { readonly value: string }>;
}

/** Without modules and anything of Node. */
function run(code: string, uri: string, headers: EdgeRequest['headers'] = {}) {
  const event = {
    version: '1.0',
    viewer: { ip: '198.51.100.7' },
    request: { method: 'GET', uri, querystring: {}, headers, cookies: {} },
  };
  const text = runInNewContext(`${code}\nJSON.stringify(handler(${JSON.stringify(event)}))`, {});
  return JSON.parse(text) as EdgeRequest & {
    readonly statusCode?: number;
    readonly headers: Record<string, { readonly value: string }>;
  };
}

describe('the edge function of the page', () => {
  const views = [
    ...[
      '/',
      '/explore',
      '/explore/heat-map',
      '/what-if',
      '/evidence/method',
      '/docs/methodology',
      '/docs/decisions/method',
      '/nothing',
    ],
    ...['elements', 'suppliers', 'countries'].flatMap((folder) => [
      `/${folder}/Dy`,
      `/${folder}/a-supplier.of_64`,
      `/${folder}/Shin%20Etsu`,
    ]),
  ];

  it.each(views)('answers %s with the page', (uri) => {
    expect(run(PAGE_REQUESTS, uri)).toMatchObject({ uri: '/index.html' });
  });

  it('lets the parts of the page through as they are named', () => {
    for (const uri of ['/assets/index-B1x_9Zq0.js', '/assets/page-D4.css', '/assets/countries-110m-abc.json'])
      expect(run(PAGE_REQUESTS, uri)).toMatchObject({ uri });
  });

  it.each([
    '/index.html',
    '/metrics',
    '/assets/',
    '/assets/../index.html',
    '/assets/a/b.js',
    '/v2/scores',
    '/.env',
  ])('says that there is nothing at %s, and asks no bucket for it', (uri) => {
    const answer = run(PAGE_REQUESTS, uri);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers).toMatchObject({
      'cache-control': { value: 'no-store' },
      'x-content-type-options': { value: 'nosniff' },
    });
  });
});

describe('the edge function of the API', () => {
  it('tells who asks and which host, whatever the caller says, and touches no key and no path', () => {
    const headers = {
      host: { value: 'd111.cloudfront.net' },
      authorization: { value: 'Bearer cpk_x' },
      'chokepoint-client-address': { value: '203.0.113.9' },
      'chokepoint-host': { value: 'evil.example' },
    };
    expect(run(API_REQUESTS, '/v1/scores', headers)).toMatchObject({
      uri: '/v1/scores',
      headers: {
        host: { value: 'd111.cloudfront.net' },
        authorization: { value: 'Bearer cpk_x' },
        'chokepoint-client-address': { value: '198.51.100.7' },
        'chokepoint-host': { value: 'd111.cloudfront.net' },
      },
    });
  });
});
