import { randomBytes } from 'node:crypto';

/** Between 24 and 64 bytes, as the Standard Webhooks specification has it. */
const SECRET_BYTES = 32;

/** A new secret of a webhook. */
export const makeWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
