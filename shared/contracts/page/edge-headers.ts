/**
 * Headers that the CloudFront distribution adds to requests for the API; CloudFront keeps names that begin
 * with `x-edge-` for itself.
 */
export const EDGE_HEADERS = {
  /** Shows that the request came through our distribution: a value that callers do not know. */
  proof: 'chokepoint-proof',
  /** Address of the caller; the gateway sees that of CloudFront. */
  clientAddress: 'chokepoint-client-address',
  /** Host that the caller asked; the gateway sees its own. */
  host: 'chokepoint-host',
} as const;
