import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Where this service answers the caller, without a slash at the end. Only a service on this machine goes without TLS. */
export function serviceAddress({ requestContext: { domainName } }: APIGatewayProxyEventV2): string {
  const local = /^(localhost|127[.]|\[::1\])/.test(domainName);
  return `${local ? 'http' : 'https'}://${domainName}`;
}
