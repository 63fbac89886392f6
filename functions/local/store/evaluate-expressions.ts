/** Meaning of conditions, updates and projections for an item. */
import { type Attributes, type AttributeValue, areEqual, orderOf, sizeFunction, typeOf } from './attribute-values.ts';
import {
  type AttributePath,
  type Comparator,
  type Condition,
  type Operand,
  parseCondition,
  parseProjection,
  parseUpdate,
  type UpdateAction,
  type UpdateValue,
} from './expression-grammar.ts';
import { ValidationRefusal } from './store-errors.ts';

/** Names and values that the placeholders of a request stand for. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Attributes;
}

const KEY_ATTRIBUTES: readonly string[] = ['pk', 'sk'];

const nameOf = (part: string, { names }: Placeholders): string => {
  if (!part.startsWith('#')) return part;
  const name = names[part];
  if (name === undefined) throw new ValidationRefusal(`An expression attribute name used in the document path is not defined: ${part}`);
  return name;
};

/** `undefined`: the item has no such attribute. */
function at(item: Attributes, path: AttributePath, placeholders: Placeholders): AttributeValue | undefined {
  let value: AttributeValue | undefined = item;
  for (const part of path) {
    if (value === undefined || typeOf(value) !== 'M') return undefined;
    const name = nameOf(part, placeholders);
    value = Object.hasOwn(value as Attributes, name) ? (value as Attributes)[name] : undefined;
  }
  return value;
}

export function valueOfOperand(operand: Operand, item: Attributes, placeholders: Placeholders): AttributeValue | undefined {
  if (operand.kind === 'value') {
    if (!Object.hasOwn(placeholders.values, operand.name))
      throw new ValidationRefusal(`An expression attribute value used in expression is not defined: ${operand.name}`);
    return placeholders.values[operand.name];
  }
  const found = at(item, operand.path, placeholders);
  if (operand.kind === 'path') return found;
  return found === undefined ? undefined : (sizeFunction(found) ?? undefined);
}

const ORDERED: Readonly<Record<Exclude<Comparator, '=' | '<>'>, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compare(comparator: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (comparator === '<>') return left === undefined || right === undefined ? left !== right : !areEqual(left, right);
  if (left === undefined || right === undefined) return false;
  if (comparator === '=') return areEqual(left, right);
  const order = orderOf(left, right);
  return order !== null && ORDERED[comparator](order);
}

function startsWith(value: AttributeValue, prefix: AttributeValue | undefined): boolean {
  if (typeof value === 'string' && typeof prefix === 'string') return value.startsWith(prefix);
  return value instanceof Uint8Array && prefix instanceof Uint8Array && Buffer.compare(value.subarray(0, prefix.length), prefix) === 0;
}

function contains(value: AttributeValue, sought: AttributeValue | undefined): boolean {
  if (typeof value === 'string' && typeof sought === 'string') return value.includes(sought);
  if (value instanceof Uint8Array && sought instanceof Uint8Array) return Buffer.from(value).includes(Buffer.from(sought));
  return Array.isArray(value) && sought !== undefined && value.some((entry) => areEqual(entry, sought));
}

function isTrue(condition: Condition, item: Attributes, placeholders: Placeholders): boolean {
  const value = (operand: Operand): AttributeValue | undefined => valueOfOperand(operand, item, placeholders);
  switch (condition.kind) {
    case 'and':
      return isTrue(condition.left, item, placeholders) && isTrue(condition.right, item, placeholders);
    case 'or':
      return isTrue(condition.left, item, placeholders) || isTrue(condition.right, item, placeholders);
    case 'not':
      return !isTrue(condition.of, item, placeholders);
    case 'compare':
      return compare(condition.comparator, value(condition.left), value(condition.right));
    case 'between':
      return compare('>=', value(condition.of), value(condition.from)) && compare('<=', value(condition.of), value(condition.to));
    case 'in':
      return condition.list.some((entry) => compare('=', value(condition.of), value(entry)));
    default: {
      const found = at(item, condition.path, placeholders);
      if (!('value' in condition)) return (found !== undefined) === (condition.kind === 'attribute_exists');
      const argument = value(condition.value);
      if (found === undefined) return false;
      if (condition.kind === 'attribute_type') return typeOf(found) === argument;
      return condition.kind === 'begins_with' ? startsWith(found, argument) : contains(found, argument);
    }
  }
}

/** Whether the condition holds for the item; one that does not exist has no attributes. */
export const holds = (expression: string, item: Attributes | null, placeholders: Placeholders): boolean =>
  isTrue(parseCondition(expression), item ?? {}, placeholders);

function updatedValue(value: UpdateValue, item: Attributes, placeholders: Placeholders): AttributeValue {
  switch (value.kind) {
    case 'if_not_exists': {
      const present = at(item, value.path, placeholders); // null is a value: it is there
      return present === undefined ? updatedValue(value.otherwise, item, placeholders) : present;
    }
    case 'list_append': {
      const [left, right] = [updatedValue(value.left, item, placeholders), updatedValue(value.right, item, placeholders)];
      if (!Array.isArray(left) || !Array.isArray(right)) throw new ValidationRefusal('list_append needs two lists');
      return [...left, ...right];
    }
    case '+':
    case '-': {
      const [left, right] = [updatedValue(value.left, item, placeholders), updatedValue(value.right, item, placeholders)];
      if (typeof left !== 'number' || typeof right !== 'number')
        throw new ValidationRefusal('An operand in the update expression has an incorrect data type');
      return value.kind === '+' ? left + right : left - right;
    }
    default: {
      const found = valueOfOperand(value, item, placeholders);
      if (found === undefined)
        throw new ValidationRefusal('The provided expression refers to an attribute that does not exist in the item');
      return found;
    }
  }
}

/** A copy of the attributes with another value at the path; `undefined` takes it out. */
function withValue(item: Attributes, [name = '', ...rest]: readonly string[], value: AttributeValue | undefined): Attributes {
  if (rest.length > 0) {
    const inner = Object.hasOwn(item, name) ? item[name] : undefined;
    if (inner === undefined || typeOf(inner) !== 'M')
      throw new ValidationRefusal('The document path provided in the update expression is invalid for update');
    return { ...item, [name]: withValue(inner as Attributes, rest, value) };
  }
  if (value !== undefined) return { ...item, [name]: value };
  const { [name]: _gone, ...left } = item;
  return left;
}

function newValue(action: UpdateAction, item: Attributes, placeholders: Placeholders): AttributeValue | undefined {
  if (action.kind === 'remove') return undefined;
  if (action.kind === 'set') return updatedValue(action.value, item, placeholders);
  const [found, added] = [at(item, action.path, placeholders), valueOfOperand(action.value, item, placeholders)];
  const present = found === undefined ? 0 : found;
  if (typeof present !== 'number' || typeof added !== 'number')
    throw new ValidationRefusal('An operand in the update expression has an incorrect data type');
  return present + added;
}

/** The item after the update, and the attributes that it names. Every value is computed from the item before. */
export function updated(
  expression: string,
  item: Attributes,
  placeholders: Placeholders,
): { readonly item: Attributes; readonly touched: readonly AttributePath[] } {
  const changes = parseUpdate(expression).map((action) => ({
    path: action.path.map((part) => nameOf(part, placeholders)),
    value: newValue(action, item, placeholders),
  }));
  const touched = changes.map(({ path }) => path);
  const key = touched.map(([first = '']) => first).find((name) => KEY_ATTRIBUTES.includes(name));
  if (key !== undefined)
    throw new ValidationRefusal(
      `One or more parameter values were invalid: Cannot update attribute ${key}. This attribute is part of the key`,
    );
  return { item: changes.reduce((next, { path, value }) => withValue(next, path, value), item), touched };
}

const NO_PLACEHOLDERS: Placeholders = { names: {}, values: {} };

/** Part of the item that stands at the paths; `null`: nothing does. */
export function picked(item: Attributes, paths: readonly AttributePath[]): Attributes | null {
  let kept: Attributes | null = null;
  for (const path of paths) {
    const value = at(item, path, NO_PLACEHOLDERS);
    if (value === undefined) continue;
    kept ??= {};
    for (let depth = 1; depth < path.length; depth += 1) {
      const outer = path.slice(0, depth);
      if (at(kept, outer, NO_PLACEHOLDERS) === undefined) kept = withValue(kept, outer, {});
    }
    kept = withValue(kept, path, value);
  }
  return kept;
}

/** The attributes of the item that the projection names. */
export const projected = (expression: string, item: Attributes, placeholders: Placeholders): Attributes =>
  picked(
    item,
    parseProjection(expression).map((path) => path.map((part) => nameOf(part, placeholders))),
  ) ?? {};
