import { CfnOutput, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { StageSettings } from './stage-settings.ts';
import { tagAll } from './tags.ts';

interface FirewallStackProps extends StackProps {
  readonly settings: StageSettings;
}

/** Firewalls of CloudFront are made here, wherever the rest is. */
const FIREWALL_REGION = 'us-east-1';

/** Makes the firewall of a distribution in another region, which has to take references from there; returns its ARN. */
export const ownFirewall = (scope: Construct, id: string, settings: StageSettings): string =>
  new FirewallStack(scope, id, { settings, env: { region: FIREWALL_REGION }, crossRegionReferences: true }).webAclArn;

/** Rules that AWS keeps, in this order, with those of their rules that only count, and why. */
const MANAGED: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesAmazonIpReputationList: [],
  AWSManagedRulesKnownBadInputsRuleSet: [],
  AWSManagedRulesCommonRuleSet: [
    'SizeRestrictions_BODY', // more than 8 KB; imports and observations have up to 1 MB, which the functions hold them to
    'NoUserAgent_HEADER', // programs of clients send what their libraries send, which may be no name
  ],
};

const WINDOW_SECONDS = 300;
/** Share of what a client may ask in a window anyway, by its own limit, times the environments that may serve it; below it the functions say what is left, with problem documents. */
const TIMES_THE_LIMIT = 2;
/** Headers that may carry a key. A request without one is in no bucket of theirs, only in that of its address. */
const KEY_HEADERS = ['authorization', 'x-api-key'];

/**
 * The firewall in front of page and API: rules that AWS keeps, and limits by address and by key. What it turns away costs no function.
 *
 * Samples of requests are off: they would show keys to whoever may read them. Each rule has a metric.
 */
class FirewallStack extends Stack {
  readonly webAclArn: string;

  constructor(scope: Construct, id: string, props: FirewallStackProps) {
    super(scope, id, props);
    tagAll(this, props.settings);
    const limit = (props.settings.requestsPerKeyAndMinute * WINDOW_SECONDS * TIMES_THE_LIMIT) / 60;
    const rules = [
      ...Object.entries(MANAGED).map(([name, counted]) => managed(name, counted)),
      limited('RateByAddress', { limit, aggregateKeyType: 'IP' }),
      ...KEY_HEADERS.map((name) =>
        limited(`RateBy-${name}`, {
          limit,
          aggregateKeyType: 'CUSTOM_KEYS',
          customKeys: [{ header: { name, textTransformations: [{ priority: 0, type: 'NONE' }] } }],
        }),
      ),
    ];
    const firewall = new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      description: 'Chokepoint: in front of the page and the API',
      visibilityConfig: counted('Chokepoint'),
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
    });
    Validations.of(firewall).acknowledge({
      id: 'NIST.800.53.R5-WAFv2LoggingEnabled',
      reason:
        'Each rule has a metric, and what passes is in the access log of the API. A log of the firewall would hold addresses of readers and headers with keys; who needs one adds it with those headers left out.',
    });
    this.webAclArn = firewall.attrArn;
    new CfnOutput(this, 'WebAclArn', { value: this.webAclArn, description: 'The firewall, for other distributions' });
  }
}

type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

const counted = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const managed = (name: string, counts: readonly string[]): Rule => ({
  name,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counts.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: counted(name),
});

/** As the functions do it: 429, and when to come again. */
const limited = (name: string, statement: Omit<CfnWebACL.RateBasedStatementProperty, 'evaluationWindowSec'>): Rule => ({
  name,
  action: { block: { customResponse: { responseCode: 429, responseHeaders: [{ name: 'retry-after', value: '60' }] } } },
  statement: { rateBasedStatement: { ...statement, evaluationWindowSec: WINDOW_SECONDS } },
  visibilityConfig: counted(name),
});
