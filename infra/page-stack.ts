import { CfnOutput, CustomResource, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
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
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { PagePublisherEnvironment } from '../shared/contracts/environment/page-environment.ts';
import { EDGE_HEADERS } from '../shared/contracts/page/edge-headers.ts';
import {
  HTTPS_ONLY_SECONDS,
  PAGE_ASSETS,
  PAGE_CONTENT_POLICY,
  SUPERSEDED_DAYS,
  SUPERSEDED_TAG,
} from '../shared/contracts/page/page-delivery.ts';
import { fingerprintOfPage } from './code-version.ts';
import { PUBLISHES_PAGE } from './constructs/bundled-code.ts';
import { acknowledgeNist } from './constructs/nist-reasons.ts';
import { NodeFunction } from './constructs/node-function.ts';
import { API_REQUESTS, PAGE_REQUESTS } from './edge/edge-functions.ts';
import type { ServiceStack } from './service-stack.ts';
import type { StageSettings } from './stage-settings.ts';
import { tagAll } from './tags.ts';

/** A name of one's own for the page and the API, and a firewall: all are made outside of these stacks, in us-east-1. */
export interface PageAddress {
  readonly domainName: string;
  /** Certificate of the domain. */
  readonly certificateArn: string;
}

export interface PageStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly service: Pick<ServiceStack, 'http' | 'edgeProof'>;
  readonly address: PageAddress | undefined;
  /** A web ACL with the scope CLOUDFRONT. */
  readonly webAclArn: string | undefined;
}

/** Paths that the API answers on the host of the page; below `/docs` are documents, which are part of the page. */
const API_PATHS = ['/v1/*', '/openapi.json', '/docs'];

/** Longer than the ten seconds that a function has. */
const API_ANSWERS_WITHIN = Duration.seconds(30);
const PUBLISHED_WITHIN = Duration.minutes(2);

/**
 * The web page: a private bucket behind CloudFront, with the API on the same host, so that the page asks no other.
 *
 * The page is public and holds no data; the API asks for a key as it does without this stack. Nothing of the API is kept at the edge.
 */
export class PageStack extends Stack {
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: PageStackProps) {
    super(scope, id, props);
    tagAll(this, props.settings);
    this.bucket = this.pageBucket();
    const page = this.pageBehavior();
    const api = this.apiBehavior(props.service);
    const { address, webAclArn } = props;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Chokepoint: the page, and the API on the same host',
      defaultBehavior: page,
      additionalBehaviors: Object.fromEntries(API_PATHS.map((path) => [path, api])),
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(address === undefined ? {} : this.domain(address)),
      ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
    });
    this.acknowledgeDistribution(props);
    this.publish(props.settings);
    const host = address?.domainName ?? this.distribution.distributionDomainName;
    new CfnOutput(this, 'PageUrl', { value: `https://${host}`, description: 'Open it in a browser' });
  }

  private domain({ domainName, certificateArn }: PageAddress) {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    return { domainNames: [domainName], certificate, minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021 };
  }

  private pageBucket(): Bucket {
    const bucket = new Bucket(this, 'Page', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.DESTROY, // it can be built again from the commit; the publisher empties it first
      lifecycleRules: [
        { id: 'drop-broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
        {
          id: 'drop-parts-of-earlier-builds',
          prefix: PAGE_ASSETS,
          tagFilters: { [SUPERSEDED_TAG.key]: SUPERSEDED_TAG.value },
          expiration: Duration.days(SUPERSEDED_DAYS),
        },
      ],
    });
    acknowledgeNist(bucket, 'S3BucketLoggingEnabled', 'S3BucketReplicationEnabled', 'S3BucketVersioningEnabled', 'S3DefaultEncryptionKMS');
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds nothing but the page, which is public; only CloudFront reads it, and only a deployment writes it.',
    });
    return bucket;
  }

  private pageBehavior(): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      compress: true,
      // Each file says itself how long it is kept: a year, or not without asking. Queries are the state of the page and no part of a file's name.
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
      functionAssociations: [this.edgeFunction('PageRequests', PAGE_REQUESTS, 'Answers addresses of views with the page')],
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
      // No redirect: a key that was sent in the clear is refused, so that somebody notices.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // What one client may read another may not: nothing is kept, so nothing can be mixed up.
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [this.edgeFunction('ApiRequests', API_REQUESTS, 'Tells the API who asks')],
    };
  }

  private edgeFunction(id: string, code: string, comment: string) {
    return {
      eventType: FunctionEventType.VIEWER_REQUEST,
      function: new EdgeFunction(this, id, { code: FunctionCode.fromInline(code), runtime: FunctionRuntime.JS_2_0, comment }),
    };
  }

  /** A deployment calls a function that carries the build. It waits until the distribution may read what was written. */
  private publish(settings: StageSettings): void {
    const environment: PagePublisherEnvironment = { LOG_LEVEL: settings.logLevel, PAGE_BUCKET_NAME: this.bucket.bucketName };
    const publisher = new NodeFunction(this, 'PublishPage', {
      entryFile: PUBLISHES_PAGE,
      description: 'Writes the page into its bucket: parts first, the page last',
      environment,
      timeout: PUBLISHED_WITHIN,
      settings,
    }).function;
    const published = new CustomResource(this, 'Published', {
      serviceToken: publisher.functionArn,
      resourceType: 'Custom::PublishedPage',
      properties: { Build: fingerprintOfPage() },
      serviceTimeout: PUBLISHED_WITHIN,
    });
    published.node.addDependency(this.distribution, this.mayWritePage(publisher));
  }

  private mayWritePage(publisher: LambdaFunction): LambdaFunction {
    const files = ['s3:GetObject', 's3:GetObjectTagging', 's3:PutObject', 's3:PutObjectTagging', 's3:DeleteObject'];
    publisher.addToRolePolicy(new PolicyStatement({ actions: files, resources: [this.bucket.arnForObjects('*')] }));
    publisher.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
    if (publisher.role === undefined) throw new Error(`${publisher.node.path} has no role`);
    Validations.of(publisher.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${this.getLogicalId(this.bucket.node.defaultChild as never)}.Arn>/*]`,
      reason: 'Names of the files of a page hold a hash of their content, which nobody knows before the build.',
    });
    return publisher;
  }

  private acknowledgeDistribution({ address, webAclArn }: PageStackProps): void {
    const found = Validations.of(this.distribution);
    found.acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason: 'The page and the documentation are public; who may read data is decided by keys, not by countries.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'Requests for data are in the access log of the API; a log of who opened a public page would hold addresses of readers and serve nobody.',
      },
    );
    if (webAclArn === undefined)
      found.acknowledge({
        id: 'AwsSolutions-CFR2',
        reason: 'A web ACL is made with -c webAcl=own or given with -c webAclArn, by whoever pays for it.',
      });
    if (address === undefined)
      found.acknowledge({
        id: 'AwsSolutions-CFR4',
        reason:
          'With the certificate of CloudFront the lowest TLS cannot be chosen; -c domainName and -c certificateArn give TLS 1.2 and above.',
      });
  }
}
