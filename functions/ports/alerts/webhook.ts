import type { ClientItems } from './client-items.ts';

/** A secret of a webhook: `whsec_` and base64. */
export interface WebhookSecret {
  readonly secret: string;
  /** It signs beside the newer one until this instant; null: it is the newest. */
  readonly until: string | null;
}

/** Where alerts of a client are sent. */
export interface Webhook {
  readonly url: string;
  /** Ids of rules; null: all. */
  readonly rules: readonly string[] | null;
  readonly enabled: boolean;
  /** Why the service has turned it off; null where it has not. */
  readonly disabled_because: string | null;
  /** Newest first, at most two. Never in an answer but the one that made it, never in a log. */
  readonly secrets: readonly WebhookSecret[];
}

export type Webhooks = ClientItems<Webhook>;
