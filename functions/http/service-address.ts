import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { seenAtTheEdge } from './edge.ts';

/** Where this service answers the caller, without a slash at the end: the host of the page, where the request came through it. Only a service on this machine goes without TLS. */
export function serviceAddress(event: APIGatewayProxyEventV2): string {
  const host = seenAtTheEdge(event)?.host ?? event.requestContext.domainName;
  const local = /^(localhost|127[.]|\[::1\])/.test(host);
  return `${local ? 'http' : 'https'}://${host}`;
}
