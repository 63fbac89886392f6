import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { EDGE_HEADERS } from '#contracts/page/edge-headers.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** Who asked and by which host, as told by the CloudFront distribution in front of this service. */
export interface SeenAtTheEdge {
  readonly clientAddress: string;
  readonly host: string;
}

/**
 * Reads the headers that the distribution sets, when it has proved that it is ours; else `null`. Without the proof anybody who calls the API
 * directly could choose an address, and with it a limit, for every request.
 */
export function seenAtTheEdge({ headers }: APIGatewayProxyEventV2): SeenAtTheEdge | null {
  const told = headers[EDGE_HEADERS.proof];
  if (told === undefined) return null;
  const expected = Buffer.from(readEnvironment(describingApiEnvironmentSchema).EDGE_PROOF);
  const proof = Buffer.from(told);
  if (expected.length === 0 || proof.length !== expected.length || !timingSafeEqual(proof, expected)) return null;
  const clientAddress = headers[EDGE_HEADERS.clientAddress] ?? '';
  const host = headers[EDGE_HEADERS.host] ?? '';
  return clientAddress === '' || host === '' ? null : { clientAddress, host };
}

/** Where this service answers the caller, without a slash at the end: the host of the page, where the request came through it. Only a service on this machine goes without TLS. */
export function serviceAddress(event: APIGatewayProxyEventV2): string {
  const host = seenAtTheEdge(event)?.host ?? event.requestContext.domainName;
  const local = /^(localhost|127[.]|\[::1\])/.test(host);
  return `${local ? 'http' : 'https'}://${host}`;
}
