import { type Placeholders, valueOfOperand } from './evaluate-expressions.ts';
import { type Condition, type Operand, parseCondition } from './expression-grammar.ts';
import type { SortKeyRange } from './item-tables.ts';
import { ValidationRefusal } from './store-errors.ts';

type KeyRange = Omit<SortKeyRange, 'isForward' | 'after'> & { readonly pk: string };

/** The partition and the range in it that a key condition names. Throws `ValidationRefusal` for one that DynamoDB could not look up. */
export function sortKeyRange(expression: string, placeholders: Placeholders): KeyRange {
  const condition = parseCondition(expression);
  const [ofPartition, ofRange] = condition.kind === 'and' ? [condition.left, condition.right] : [condition, null];
  if (ofPartition.kind !== 'compare' || ofPartition.comparator !== '=' || nameOf(ofPartition.left, placeholders) !== 'pk')
    throw notSupported();
  const pk = textOf(ofPartition.right, placeholders);
  return ofRange === null ? { pk } : { pk, ...rangeOf(ofRange, placeholders) };
}

const notSupported = (): ValidationRefusal => new ValidationRefusal('Query key condition not supported');

function nameOf(operand: Operand, { names }: Placeholders): string | null {
  if (operand.kind !== 'path' || operand.path.length !== 1) return null;
  const [name = ''] = operand.path;
  return names[name] ?? name;
}

function textOf(operand: Operand, placeholders: Placeholders): string {
  const value = operand.kind === 'value' ? valueOfOperand(operand, {}, placeholders) : undefined;
  if (typeof value !== 'string')
    throw new ValidationRefusal('One or more parameter values were invalid: Condition parameter type does not match schema type');
  return value;
}

function rangeOf(condition: Condition, placeholders: Placeholders): Omit<KeyRange, 'pk'> {
  const text = (operand: Operand): string => textOf(operand, placeholders);
  if (condition.kind === 'between' && nameOf(condition.of, placeholders) === 'sk') {
    const [from, to] = [text(condition.from), text(condition.to)];
    if (from > to)
      throw new ValidationRefusal(
        'Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound',
      );
    return { from: { sk: from, inclusive: true }, to: { sk: to, inclusive: true } };
  }
  if (
    condition.kind === 'begins_with' &&
    condition.path.length === 1 &&
    (placeholders.names[condition.path[0] ?? ''] ?? condition.path[0]) === 'sk'
  )
    return { prefix: text(condition.value) };
  if (condition.kind !== 'compare' || condition.comparator === '<>' || nameOf(condition.left, placeholders) !== 'sk') throw notSupported();
  const sk = text(condition.right);
  switch (condition.comparator) {
    case '=':
      return { from: { sk, inclusive: true }, to: { sk, inclusive: true } };
    case '<':
    case '<=':
      return { to: { sk, inclusive: condition.comparator === '<=' } };
    default:
      return { from: { sk, inclusive: condition.comparator === '>=' } };
  }
}
