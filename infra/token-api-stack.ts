import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { Construct } from 'constructs';
import { HttpApi } from './constructs/http-api.ts';
import { ImpactAlarm } from './constructs/impact-alarm.ts';
import type { OtherAccess } from './other-access.ts';
import type { ServiceStack } from './service-stack.ts';
import type { StageSettings } from './stage-settings.ts';
import { tagAll } from './tags.ts';

export interface TokenApiStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly service: Pick<ServiceStack, 'answering' | 'alarmTopic'>;
  readonly otherAccess: OtherAccess;
}

/**
 * Operations and functions of the API at other addresses, where the gateway itself asks who sends a request: a token (JWT) at one, a signature of AWS at the other.
 * They are beside the API of keys, because a route of the gateway takes one kind of access only; and in a stack of their own, because two more APIs would fill that one.
 */
export class TokenApiStack extends Stack {
  constructor(scope: Construct, id: string, props: TokenApiStackProps) {
    super(scope, id, { ...props, terminationProtection: props.settings.protectsData });
    tagAll(this, props.settings);
    const { tokens, iamClients } = props.otherAccess;
    if (tokens !== undefined) {
      const authorizer = new HttpJwtAuthorizer('Tokens', tokens.issuer, { jwtAudience: [...tokens.audiences] });
      this.serve('Tokens', authorizer, props, 'Where the API answers to tokens');
    }
    if (iamClients !== undefined)
      this.serve('Signed', new HttpIamAuthorizer(), props, 'Where the API answers to requests that are signed with credentials of AWS');
  }

  private serve(id: string, authorizer: IHttpRouteAuthorizer, { service, settings }: TokenApiStackProps, description: string): void {
    const { api, stage } = new HttpApi(this, id, { ...service.answering, settings, authorizer });
    new ImpactAlarm(this, `${id}ServerErrors`, {
      impact:
        'Readers who come with tokens or signatures get 5xx: ten answers in five minutes. See the access log of this API, then the log of the function; ServerErrors of the API of keys says whether it is the service as a whole.',
      metric: stage.metricServerError({ statistic: 'sum', period: Duration.minutes(5) }),
      topic: service.alarmTopic,
      threshold: 10,
    });
    new CfnOutput(this, `${id}ApiUrl`, { value: api.apiEndpoint, description });
  }
}
