import type { ClientItems } from './client-items.ts';

/** A secret that signs, by its name: the secret itself is kept apart, where whoever delivers reads it and nobody else. */
export interface NamedSecret {
  readonly name: string;
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
  /** Newest first, at most two. */
  readonly secrets: readonly NamedSecret[];
}

export type Webhooks = ClientItems<Webhook>;

/** A webhook of a client. */
export interface WebhookOfClient {
  readonly client: string;
  readonly webhook: string;
}

/** Adds and removes secrets, `whsec_` and base64. Cannot read them. A secret is never in an answer but the one that made it, never in a log. */
export interface WriteWebhookSecrets {
  add(of: WebhookOfClient, name: string, secret: string): Promise<void>;
  /** Never rejects for the store: a secret that stays is named by nothing. */
  remove(of: WebhookOfClient, names: readonly string[]): Promise<void>;
}

export interface ReadWebhookSecrets {
  /** Secrets by their names, in that order; those that are gone are left out. */
  read(of: WebhookOfClient, names: readonly string[]): Promise<readonly string[]>;
}
