/** Tables and bucket that a deployment takes over instead of making its own: those that a restore made, or that a destroyed stack has left. */
export interface ExistingData {
  readonly scores: string;
  readonly signals: string;
  readonly access: string;
  readonly bucket: string;
}

const TABLES = ['scores', 'signals', 'access'] as const;
const TABLE_NAME = /^[A-Za-z0-9_.-]{3,255}$/; // of DynamoDB
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/; // of S3
const EXAMPLE = '-c tables=scores=NAME,signals=NAME,access=NAME -c bucket=NAME';

/**
 * Reads the context `tables` and `bucket`. All four are named or none: what is read together has to be of one moment, and a stack that made one
 * of them while it let another go would have to change an export that the service still imports.
 * @throws when a name is missing, unknown, given twice or cannot be one.
 */
export function parseExistingData(tables: unknown, bucket: unknown): ExistingData | undefined {
  if (tables === undefined && bucket === undefined) return undefined;
  const refuse = (why: string): never => {
    throw new Error(`${why}; name all three tables and the bucket, or none of them, for example: ${EXAMPLE}`);
  };
  if (typeof tables !== 'string') return refuse(`tables is ${JSON.stringify(tables)}`);
  if (typeof bucket !== 'string' || !BUCKET_NAME.test(bucket)) return refuse(`bucket is ${JSON.stringify(bucket)}`);
  const named = new Map<string, string>();
  for (const part of tables.split(',')) {
    const [table = '', name = ''] = part.trim().split('=');
    if (!TABLES.some((known) => known === table)) refuse(`tables names ${JSON.stringify(table)}, which is no table`);
    if (!TABLE_NAME.test(name)) refuse(`tables gives ${table} the name ${JSON.stringify(name)}`);
    if ([...named.values()].includes(name) || named.has(table)) refuse(`tables names ${table} or ${name} twice`);
    named.set(table, name);
  }
  const nameOf = (table: string): string => named.get(table) ?? refuse(`tables does not name ${table}`);
  return { scores: nameOf('scores'), signals: nameOf('signals'), access: nameOf('access'), bucket };
}
