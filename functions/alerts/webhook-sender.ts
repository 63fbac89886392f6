/** Sends a message to the address of a client: over TLS, to a public address, once, whatever it answers. */
import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { webhookAddressFault } from '#contracts/api/alerts.ts';
import { AddressRefused, guardedLookup, isPublicAddress } from '#functions/sources/fetching/guarded-agent.ts';
import type { SendWebhook } from './deliver-due.ts';

/** Name under which messages are sent. */
export const WEBHOOK_AGENT = 'chokepoint-webhooks/1.0';

const MOST_MILLISECONDS = 15_000;
const CONNECT_MILLISECONDS = 5_000;

export interface SenderParts {
  /** `open`: only this machine reaches the service, and its user may have messages sent into his own network. */
  readonly access: 'open' | 'keys';
  /** How names become addresses; that of the system when not given. */
  readonly lookup?: LookupFunction;
  readonly userAgent: string;
  readonly clock: () => number;
}

export interface WebhookSender {
  readonly send: SendWebhook;
  close(): Promise<void>;
}

/**
 * A sender. The address is judged when the socket is opened, so that a name that answers with another address the next time is judged the next time;
 * redirects are not followed; of an answer only its status is looked at.
 */
export function webhookSender({ access, lookup = systemLookup as LookupFunction, userAgent, clock }: SenderParts): WebhookSender {
  const judged = access === 'open' ? lookup : guardedLookup(lookup);
  const agent = new Agent({ connect: { rejectUnauthorized: true, timeout: CONNECT_MILLISECONDS, lookup: judged }, pipelining: 0 });
  return {
    async send({ url, headers, body }) {
      const begun = clock();
      const ended = (status: number | null, error: string | null) => ({ status, error, milliseconds: Math.round(clock() - begun) });
      const refusal = webhookAddressFault(url, access) ?? internetAddressFault(url, access);
      if (refusal !== null) return ended(null, refusal);
      try {
        const { statusCode, body: answer } = await request(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'user-agent': userAgent },
          body,
          dispatcher: agent,
          signal: AbortSignal.timeout(MOST_MILLISECONDS),
        });
        answer.on('error', () => undefined).destroy();
        return ended(statusCode, statusCode >= 200 && statusCode < 300 ? null : whyNot(statusCode));
      } catch (error) {
        return ended(null, reasonOf(error));
      }
    },
    close: () => agent.destroy(),
  };
}

/** A literal address is never looked up. */
function internetAddressFault(url: string, access: SenderParts['access']): string | null {
  const literal = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return access === 'open' || isIP(literal) === 0 || isPublicAddress(literal) ? null : 'The address is none of the internet.';
}

const whyNot = (status: number): string =>
  status >= 300 && status < 400 ? `It answered ${status}; redirects are not followed.` : `It answered ${status}.`;

/** Words of our own: what a library says may hold the address. */
function reasonOf(error: unknown): string {
  const { code, name, cause } = error as { readonly code?: string; readonly name?: string; readonly cause?: unknown };
  if (error instanceof AddressRefused || cause instanceof AddressRefused)
    return 'The name of the host leads to no address of the internet.';
  if (name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT') return `It did not answer within ${MOST_MILLISECONDS / 1000} seconds.`;
  return `It could not be reached${typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? ` (${code})` : ''}.`;
}
