import { createHmac } from 'node:crypto';

export interface SignedMessage {
  /** `webhook-id`: no full stop in it. */
  readonly id: string;
  /** `webhook-timestamp`: whole seconds since 1970. */
  readonly timestamp: number;
  /** The very bytes that are sent. */
  readonly body: string;
}

/** Value of `webhook-signature`: `v1,` and base64 for each secret, with spaces between (Standard Webhooks 1.0.0, symmetric signatures). */
export function webhookSignature({ id, timestamp, body }: SignedMessage, secrets: readonly string[]): string {
  return secrets
    .map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ');
}
