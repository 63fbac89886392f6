import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';

const CONNECT_MS = 10_000;

/**
 * Connections one at a time per host, each to an address that `lookup` gives, and each with a certificate that is checked: said here, so that
 * `NODE_TLS_REJECT_UNAUTHORIZED=0` in the environment does not switch the check off.
 */
export const verifyingAgent = (lookup: LookupFunction): Agent =>
  new Agent({ connections: 1, pipelining: 1, connect: { rejectUnauthorized: true, timeout: CONNECT_MS, lookup } });
