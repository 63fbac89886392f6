import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { AddressRefused, guardedLookup } from '#functions/sources/fetching/guarded-agent.ts';
import type { SendWebhook } from './deliver-due.ts';
import { refusalOf } from './destination-formats.ts';
import type { WebhookReach } from './webhook-reach.ts';

export const WEBHOOK_AGENT = 'chokepoint-webhooks/1.0';

const MOST_MILLISECONDS = 15_000;
const CONNECT_MILLISECONDS = 5_000;

export type SenderParts = Readonly<{
  reach: WebhookReach;
  lookup?: LookupFunction;
  userAgent: string;
  clock: () => number;
}>;

export interface WebhookSender {
  readonly send: SendWebhook;
  close(): Promise<void>;
}

/**
 * The address is judged when the socket is opened; redirects are not followed; of an answer only its status
 * is looked at, and where people read the messages the reason of a refusal.
 */
export function webhookSender({
  reach,
  lookup = systemLookup as LookupFunction,
  userAgent,
  clock,
}: SenderParts): WebhookSender {
  const connect = {
    rejectUnauthorized: true,
    timeout: CONNECT_MILLISECONDS,
    lookup: guardedLookup(lookup, reach.mayOpen),
  };
  const agent = new Agent({ connect, pipelining: 0 });
  return {
    async send({ url, headers, body, reads = false }) {
      const begun = clock();
      const ended = (status: number | null, error: string | null) => ({
        status,
        error,
        milliseconds: Math.round(clock() - begun),
      });
      const refusal = reach.fault(url);
      if (refusal !== null) return ended(null, refusal);
      try {
        const answered = await request(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'user-agent': userAgent },
          body,
          dispatcher: agent,
          signal: AbortSignal.timeout(MOST_MILLISECONDS),
        });
        const { statusCode, headers: told } = answered;
        const isTaken = statusCode >= 200 && statusCode < 300;
        const { reason, wait = Number(told['retry-after']) } = refusalOf(
          reads && !isTaken ? await beginningOf(answered.body) : '',
        );
        answered.body.on('error', () => undefined).destroy();
        return {
          ...ended(statusCode, isTaken ? null : whyNot(statusCode, reason)),
          ...(wait > 0 ? { wait } : {}),
        };
      } catch (error) {
        return ended(null, isRefused(error) ? reach.refusal : reasonOf(error));
      }
    },
    close: () => agent.destroy(),
  };
}

const MOST_READ_BYTES = 2000;

async function beginningOf(answer: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of answer) {
    text += chunk.toString('utf8');
    if (text.length > MOST_READ_BYTES) break;
  }
  return text;
}

function whyNot(status: number, reason: string): string {
  if (status >= 300 && status < 400) return `It answered ${status}; redirects are not followed.`;
  return `It answered ${status}${reason === '' ? '' : `: ${reason}`}.`;
}

const isRefused = (error: unknown) =>
  error instanceof AddressRefused || (error as Error).cause instanceof AddressRefused;

/** Words of our own: what a library says may hold the address. */
function reasonOf(error: unknown) {
  const { code, name } = error as Readonly<{ code?: string; name?: string }>;
  if (name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT')
    return `It did not answer within ${MOST_MILLISECONDS / 1000} seconds.`;
  return `It could not be reached${typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? ` (${code})` : ''}.`;
}
