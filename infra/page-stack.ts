import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  AssetHashType,
  CfnOutput,
  DockerImage,
  Duration,
  RemovalPolicy,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { EDGE_HEADERS } from '../shared/contracts/page/edge-headers.ts';
import {
  HTTPS_ONLY_SECONDS,
  PAGE_ASSETS,
  PAGE_CACHING,
  PAGE_CONTENT_POLICY,
  PAGE_INDEX,
  PAGE_VIEWS,
} from '../shared/contracts/page/page-delivery.ts';
import type { Config, StageSettings } from './config.ts';
import { projectFolder } from './constructs/bundled-code.ts';
import type { ServiceStack } from './service-stack.ts';

export type PageStackProps = StackProps &
  Readonly<{
    settings: StageSettings;
    config: Pick<Config, 'page' | 'webAclArn'>;
    service: Pick<ServiceStack, 'http' | 'edgeProof'>;
  }>;

/** Below `/docs` are documents, which are part of the page. */
const API_PATHS = ['/v1/*', '/openapi.json', '/docs', '/mcp'];

const API_ANSWERS_WITHIN = Duration.seconds(30);

/**
 * A private bucket behind CloudFront, with the API on the same host. The page is public and holds no data;
 * nothing of the API is kept at the edge.
 */
export class PageStack extends Stack {
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: PageStackProps) {
    super(scope, id, props);
    this.bucket = this.pageBucket();
    const page = this.pageBehavior();
    const api = this.apiBehavior(props.service);
    const { page: address, webAclArn } = props.config;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Chokepoint: the page, and the API on the same host',
      defaultBehavior: page,
      additionalBehaviors: Object.fromEntries(API_PATHS.map((path) => [path, api])),
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(address === undefined ? {} : this.domain(address)),
      ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
    });
    this.publish(props.settings);
    const host = address?.domainName ?? this.distribution.distributionDomainName;
    new CfnOutput(this, 'PageUrl', { value: `https://${host}`, description: 'Open it in a browser' });
    if (webAclArn !== undefined)
      new CfnOutput(this, 'ApiUrl', {
        value: `https://${host}`,
        description: 'Where the API answers, behind the firewall alone',
      });
  }

  private domain({ domainName, certificateArn }: NonNullable<Config['page']>) {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    return {
      domainNames: [domainName],
      certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    };
  }

  private pageBucket(): Bucket {
    const bucket = new Bucket(this, 'Page', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.DESTROY,
      lifecycleRules: [{ id: 'drop-broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    return bucket;
  }

  private pageBehavior(): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      compress: true,
      // Each file says how long it is kept. Queries are the state of the page.
      cachePolicy: new CachePolicy(this, 'AsFilesSay', {
        comment: 'Keeps a file for as long as it says itself',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.days(365),
        queryStringBehavior: CacheQueryStringBehavior.none(),
        headerBehavior: CacheHeaderBehavior.none(),
        cookieBehavior: CacheCookieBehavior.none(),
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      }),
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'PageHeaders', {
        comment: 'Scripts and requests of this host only',
        securityHeadersBehavior: {
          contentSecurityPolicy: { contentSecurityPolicy: PAGE_CONTENT_POLICY, override: true },
          contentTypeOptions: { override: true },
          frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
          referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
          strictTransportSecurity: {
            accessControlMaxAge: Duration.seconds(HTTPS_ONLY_SECONDS),
            includeSubdomains: true,
            override: true,
          },
        },
      }),
      functionAssociations: [
        this.edgeFunction('PageRequests', PAGE_REQUESTS, 'Answers addresses of views with the page'),
      ],
    };
  }

  private apiBehavior({ http, edgeProof }: PageStackProps['service']): BehaviorOptions {
    return {
      origin: new HttpOrigin(http.host, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        readTimeout: API_ANSWERS_WITHIN,
        customHeaders: { [EDGE_HEADERS.proof]: edgeProof },
      }),
      // No redirect: a key that was sent in the clear is refused.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // What one client may read another may not.
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [this.edgeFunction('ApiRequests', API_REQUESTS, 'Tells the API who asks')],
    };
  }

  private edgeFunction(id: string, code: string, comment: string) {
    return {
      eventType: FunctionEventType.VIEWER_REQUEST,
      function: new EdgeFunction(this, id, {
        code: FunctionCode.fromInline(code),
        runtime: FunctionRuntime.JS_2_0,
        comment,
      }),
    };
  }

  /** The page never names parts that are not there. Those of earlier builds stay, for pages that are open. */
  private publish({ logRetention }: StageSettings): void {
    const build = builtPage();
    const logGroup = new LogGroup(this, 'PublisherLogs', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Publisher', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }); // the managed policy may write to every log
    logGroup.grantWrite(role);
    const place = {
      destinationBucket: this.bucket as IBucket,
      sources: [build],
      memoryLimit: 256,
      role,
      logGroup,
    };
    const parts = new BucketDeployment(this, 'Parts', {
      ...place,
      exclude: ['*'],
      include: [`${PAGE_ASSETS}*`],
      prune: false,
      cacheControl: [CacheControl.fromString(PAGE_CACHING.asset)],
    });
    const page = new BucketDeployment(this, 'PageItself', {
      ...place,
      exclude: [`${PAGE_ASSETS}*`],
      cacheControl: [CacheControl.fromString(PAGE_CACHING.index)],
    });
    page.node.addDependency(parts, this.distribution);
  }
}

const builtPage = (): ISource =>
  Source.asset(projectFolder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-used'), // vite is a dependency of this project: it always builds here
      local: {
        tryBundle(outputFolder) {
          const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
          const words = [
            'build',
            '--config',
            join(projectFolder, 'dashboard', 'vite.config.ts'),
            '--outDir',
            outputFolder,
          ];
          execFileSync(process.execPath, [vite, ...words], {
            cwd: projectFolder,
            stdio: ['ignore', 'ignore', 'inherit'],
          });
          return true;
        },
      },
    },
  });

/** Runs in an engine of CloudFront without modules, so it is made as a text. */

const ASSET = new RegExp(`^[/]${PAGE_ASSETS}[A-Za-z0-9._-]+$`);

export const PAGE_REQUESTS = `const VIEWS = ${PAGE_VIEWS};
const ASSET = ${ASSET};
function handler(event) {
  const request = event.request;
  if (VIEWS.test(request.uri)) {
    request.uri = '/${PAGE_INDEX}';
    return request;
  }
  if (ASSET.test(request.uri)) return request;
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: {
      'content-type': { value: 'text/plain; charset=utf-8' },
      'cache-control': { value: 'no-store' },
      'content-security-policy': { value: "default-src 'none'; frame-ancestors 'none'" },
      'x-content-type-options': { value: 'nosniff' },
    },
    body: { encoding: 'text', data: 'There is no page at this address. The page is at /, the API at /v1, its reference at /docs.' },
  };
}
`;

/** Whatever the caller has sent under these names. */
export const API_REQUESTS = `function handler(event) {
  const request = event.request;
  request.headers['${EDGE_HEADERS.clientAddress}'] = { value: event.viewer.ip };
  request.headers['${EDGE_HEADERS.host}'] = { value: request.headers.host.value };
  return request;
}
`;
