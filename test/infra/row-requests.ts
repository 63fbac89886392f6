import type { TableCall } from '#test/builders/watched-tables.ts';
import type { DeployedFunction, RoleStatement } from './synthesized.ts';

export interface RowRequest {
  readonly action: string;
  readonly table: string;
  readonly partitions: readonly string[];
}

export const rowRequestOf = ({ action, table, partitions }: TableCall): RowRequest => ({
  action: `dynamodb:${action}`,
  table: table.replace('Chokepoint-', ''),
  partitions,
});

const isLike = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** As the reference of IAM has it; refuses any other operator. */
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

export const mayRequest = (
  { statements }: Pick<DeployedFunction, 'statements'>,
  request: RowRequest,
): boolean => statements.some((statement) => speaksOf(statement, request));
