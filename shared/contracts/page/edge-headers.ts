/** CloudFront keeps `x-edge-` for itself. */
export const EDGE_HEADERS = {
  /** A value that callers do not know. */
  proof: 'chokepoint-proof',
  /** The gateway sees that of CloudFront. */
  clientAddress: 'chokepoint-client-address',
  /** The gateway sees its own. */
  host: 'chokepoint-host',
} as const;
