import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { serviceAddress } from './rate-limit.ts';

/** A browser lets no other host set a name with `__Host-`. */
function cookieOf(event: APIGatewayProxyEventV2): Readonly<{ name: string; attributes: string }> {
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';
  return serviceAddress(event).startsWith('https:')
    ? { name: '__Host-chokepoint-session', attributes: `${attributes}; Secure` }
    : { name: 'chokepoint-session', attributes };
}

export function sessionIn(event: APIGatewayProxyEventV2): string | null {
  const begin = `${cookieOf(event).name}=`;
  return event.cookies?.find((cookie) => cookie.startsWith(begin))?.slice(begin.length) ?? null;
}

export function sessionHeader(
  event: APIGatewayProxyEventV2,
  session: string,
  seconds: number,
): Readonly<{ 'set-cookie': string }> {
  const { name, attributes } = cookieOf(event);
  return { 'set-cookie': `${name}=${session}; Max-Age=${seconds}; ${attributes}` };
}

export const forgetSession = (event: APIGatewayProxyEventV2) => sessionHeader(event, '', 0);

/** As browsers say and no page can change; `unknown`: programs. */
export function sendingPage(event: APIGatewayProxyEventV2): 'own' | 'other' | 'unknown' {
  const { 'sec-fetch-site': site, origin } = event.headers;
  // Browsers leave `Sec-Fetch-Site` away on plain HTTP to another machine.
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'other';
  if (origin === undefined) return 'unknown';
  return hostOf(origin) === hostOf(serviceAddress(event)) ? 'own' : 'other';
}

/** Without the scheme: a proxy may have ended TLS. */
const hostOf = (origin: string): string | undefined => /^https?:[/][/](.+)/.exec(origin.toLowerCase())?.[1];
