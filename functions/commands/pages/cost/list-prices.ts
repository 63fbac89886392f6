/** List prices of AWS in us-east-1, in US dollars, and where each was read. One table: everything that docs/cost.md computes stands on it. */

interface Price {
  readonly what: string;
  readonly dollars: number;
  readonly unit: string;
  readonly source: string;
}

/** Day on which the sources were read. */
export const PRICES_READ_ON = '2026-11-26';

const AGENT_TOOLKIT = 'calculate_costs.py of the agent toolkit that AWS publishes';

export const PRICES = {
  writeUnit: { what: 'DynamoDB, write request unit on demand', dollars: 0.625, unit: 'million', source: AGENT_TOOLKIT },
  readUnit: { what: 'DynamoDB, read request unit on demand', dollars: 0.125, unit: 'million', source: AGENT_TOOLKIT },
  tableStorage: { what: 'DynamoDB, storage', dollars: 0.25, unit: 'GB and month', source: AGENT_TOOLKIT },
  tableBackup: { what: 'DynamoDB, point-in-time recovery', dollars: 0.2, unit: 'GB and month', source: AGENT_TOOLKIT },
  compute: { what: 'Lambda arm64, duration', dollars: 13.3334, unit: 'million GB seconds', source: 'Lambda price list' },
  invocation: { what: 'Lambda, request', dollars: 0.2, unit: 'million', source: 'Lambda price list' },
  gateway: { what: 'API Gateway, HTTP API, first 300 million a month', dollars: 1, unit: 'million requests', source: 'AWS Compute Blog' },
  gatewayBeyond: { what: 'API Gateway, HTTP API, beyond', dollars: 0.9, unit: 'million requests', source: 'AWS Compute Blog' },
  transition: { what: 'Step Functions Standard, state transition', dollars: 25, unit: 'million', source: 'Step Functions price list' },
  objectPut: { what: 'S3 Standard, PUT', dollars: 5, unit: 'million', source: 'S3 price list, from memory: not read again for this table' },
  objectMove: {
    what: 'S3, move to Glacier Instant Retrieval',
    dollars: 20,
    unit: 'million',
    source: 'S3 price list, from memory: not read again for this table',
  },
  objectGet: { what: 'S3 Standard, GET', dollars: 0.4, unit: 'million', source: 'S3 price list' },
  objectStorage: {
    what: 'S3 Standard, storage',
    dollars: 0.023,
    unit: 'GB and month',
    source: 'go-cloud.io on S3 prices, read on 2026-11-27',
  },
  objectSeldomRead: {
    what: 'S3 Glacier Instant Retrieval, storage',
    dollars: 0.004,
    unit: 'GB and month',
    source: 'S3 price list, from memory; a table of classes (demo.wlid.nl) gives a fifth of Standard, which agrees',
  },
  logs: { what: 'CloudWatch Logs, taken in', dollars: 0.5, unit: 'GB', source: 'CloudWatch price list' },
  trace: { what: 'X-Ray, trace recorded', dollars: 5, unit: 'million', source: 'X-Ray price list' },
  edge: { what: 'CloudFront, HTTPS request', dollars: 1, unit: 'million', source: 'CloudFront price list' },
  firewall: { what: 'WAF, request', dollars: 0.6, unit: 'million', source: 'WAF price list' },
} as const satisfies Readonly<Record<string, Price>>;

/** Every price as a row of the page. */
export const priceRows = (): readonly Price[] => Object.values(PRICES);
