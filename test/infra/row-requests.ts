/** Requests to DynamoDB as its access control sees them, and what a role would be told. */
import type { TableCall } from '#test/builders/watched-tables.ts';
import type { DeployedFunction, RoleStatement } from './synthesized.ts';

export interface RowRequest {
  readonly action: string;
  readonly table: string;
  /** Partitions of all rows that it names. */
  readonly partitions: readonly string[];
}

/** What is asked of DynamoDB when this is asked of a table. */
export const rowRequestOf = ({ action, table, partitions }: TableCall): RowRequest => ({
  action: `dynamodb:${action}`,
  table: table.replace('Chokepoint-', ''),
  partitions,
});

const isLike = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * Evaluates the operators of conditions that these policies have, as the reference of IAM describes them;
 * refuses any other.
 */
function holds(conditions: Conditions | null, { partitions }: RowRequest): boolean {
  return Object.entries(conditions ?? {}).every(
    ([operator, { 'dynamodb:LeadingKeys': asked, ...others }]) => {
      if (asked === undefined || Object.keys(others).length > 0)
        throw new Error(`${operator} asks for something else`);
      const named = [asked].flat();
      if (operator === 'Null') return (partitions.length === 0) === (asked === 'true');
      if (operator === 'ForAllValues:StringLike')
        return partitions.every((one) => named.some((pattern) => isLike(pattern, one)));
      throw new Error(`this test does not know ${operator}`);
    },
  );
}

const speaksOf = ({ actions, resources, conditions }: RoleStatement, request: RowRequest): boolean =>
  actions.includes(request.action) &&
  resources.some((resource) => JSON.stringify(resource).includes(`ExportsOutputFnGetAtt${request.table}`)) &&
  holds(conditions as Conditions | null, request);

/** Whether a statement of the role allows the request. */
export const mayRequest = (
  { statements }: Pick<DeployedFunction, 'statements'>,
  request: RowRequest,
): boolean => statements.some((statement) => speaksOf(statement, request));
