/** Requests to DynamoDB as its access control sees them, and what a role would be told. */
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';
import type { DeployedFunction, RoleStatement } from './synthesized-service.ts';

export interface RowRequest {
  readonly action: string;
  readonly table: string;
  /** Partitions of all rows that it names. */
  readonly partitions: readonly string[];
}

const ACTION = /^(.*?)Command$/;

type Key = { readonly pk: string };
type Batch =
  | { readonly Keys: readonly Key[] }
  | readonly { readonly PutRequest?: { readonly Item: Key }; readonly DeleteRequest?: { readonly Key: Key } }[];
const keysOf = (batch: Batch): readonly Key[] =>
  'Keys' in batch ? batch.Keys : batch.flatMap(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? []);

interface Input {
  readonly RequestItems?: Readonly<Record<string, Batch>>;
  readonly TableName?: string;
  readonly Key?: Key;
  readonly Item?: Key;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, string>>;
}

function requestsOf(name: string, input: Input): RowRequest[] {
  const action = `dynamodb:${{ Get: 'GetItem', Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', BatchWrite: 'BatchWriteItem', BatchGet: 'BatchGetItem' }[name] ?? name}`;
  if (input.RequestItems !== undefined)
    return Object.entries(input.RequestItems).map(([table, asked]) => ({ action, table, partitions: keysOf(asked).map(({ pk }) => pk) }));
  // Every query of this project compares the partition with the value that it names first.
  const first = /\bpk = (:\w+)/.exec(input.KeyConditionExpression ?? '')?.[1] ?? '';
  const partition = input.Key?.pk ?? input.Item?.pk ?? input.ExpressionAttributeValues?.[first];
  if (partition === undefined) throw new Error(`${action} names no partition: ${JSON.stringify(input)}`);
  return [{ action, table: input.TableName ?? '', partitions: [partition] }];
}

const isLike = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Evaluates the operators of conditions that these policies have, as the reference of IAM describes them; refuses any other. */
function holds(conditions: Conditions | null, { partitions }: RowRequest): boolean {
  return Object.entries(conditions ?? {}).every(([operator, { 'dynamodb:LeadingKeys': asked, ...others }]) => {
    if (asked === undefined || Object.keys(others).length > 0) throw new Error(`${operator} asks for something else`);
    const named = [asked].flat();
    if (operator === 'Null') return (partitions.length === 0) === (asked === 'true');
    if (operator === 'ForAllValues:StringLike') return partitions.every((one) => named.some((pattern) => isLike(pattern, one)));
    throw new Error(`this test does not know ${operator}`);
  });
}

const speaksOf = ({ actions, resources, conditions }: RoleStatement, request: RowRequest): boolean =>
  actions.includes(request.action) &&
  resources.some((resource) => JSON.stringify(resource).includes(`ExportsOutputFnGetAtt${request.table}`)) &&
  holds(conditions as Conditions | null, request);

/** Whether a statement of the role allows the request. */
export const mayRequest = ({ statements }: Pick<DeployedFunction, 'statements'>, request: RowRequest): boolean =>
  statements.some((statement) => speaksOf(statement, request));

/** Hears all requests of this process from now on, until mocks are restored. */
export function hearRequests(hear: (requests: readonly RowRequest[]) => void): void {
  const send = DynamoDBDocumentClient.prototype.send;
  vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation(function (this: DynamoDBDocumentClient, command, ...rest) {
    const name = ACTION.exec(command.constructor.name)?.[1] ?? command.constructor.name;
    hear(requestsOf(name, command.input as Input));
    return Reflect.apply(send, this, [command, ...rest]);
  });
}
