/**
 * The expression language of DynamoDB, as far as one table with the keys `pk` and `sk` needs it: conditions, filters, key conditions, updates
 * and projections. Sets, and paths into lists, are refused: nothing here stores them.
 */
import { ValidationRefusal } from './store-errors.ts';

/** Names of attributes from the outside in; `#name` stands for an attribute that the request names. */
export type AttributePath = readonly string[];

export type Operand =
  | { readonly kind: 'path'; readonly path: AttributePath }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'size'; readonly path: AttributePath };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';
type PathTest = 'attribute_exists' | 'attribute_not_exists';
type ValueTest = 'begins_with' | 'contains' | 'attribute_type';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly of: Operand; readonly from: Operand; readonly to: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly list: readonly Operand[] }
  | { readonly kind: PathTest; readonly path: AttributePath }
  | { readonly kind: ValueTest; readonly path: AttributePath; readonly value: Operand };

export type UpdateValue =
  | Operand
  | { readonly kind: '+' | '-'; readonly left: UpdateValue; readonly right: UpdateValue }
  | { readonly kind: 'if_not_exists'; readonly path: AttributePath; readonly otherwise: UpdateValue }
  | { readonly kind: 'list_append'; readonly left: UpdateValue; readonly right: UpdateValue };

export type UpdateAction =
  | { readonly kind: 'set'; readonly path: AttributePath; readonly value: UpdateValue }
  | { readonly kind: 'remove'; readonly path: AttributePath }
  | { readonly kind: 'add'; readonly path: AttributePath; readonly value: Operand };

const TOKEN = /\s*(?:([#:]?[A-Za-z0-9_]+)|(<>|<=|>=|[=<>()+\-,.]))/y;
const COMPARATORS: readonly string[] = ['=', '<>', '<', '<=', '>', '>='];

/** Reads tokens one after another. Words of the language are compared without regard to case, as DynamoDB does. */
class Reader {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    const tokens: string[] = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.trimEnd().length) {
      const from = TOKEN.lastIndex;
      const found = TOKEN.exec(text);
      if (found === null) throw new ValidationRefusal(`the expression "${text}" is not understood from "${text.slice(from)}" on`);
      tokens.push(found[1] ?? found[2] ?? '');
    }
    this.#tokens = tokens;
  }

  get ended(): boolean {
    return this.#at >= this.#tokens.length;
  }

  sees(word: string): boolean {
    return this.#tokens[this.#at]?.toUpperCase() === word.toUpperCase();
  }

  follows(mark: string): boolean {
    return this.#tokens[this.#at + 1] === mark;
  }

  /** Whether the next token was that word; it is then read. */
  takes(word: string): boolean {
    const isNext = this.sees(word);
    if (isNext) this.#at += 1;
    return isNext;
  }

  expect(word: string): void {
    if (!this.takes(word)) this.fail(word);
  }

  next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) return this.fail('more');
    this.#at += 1;
    return token;
  }

  fail(expected: string): never {
    const found = this.#tokens[this.#at] ?? 'its end';
    throw new ValidationRefusal(`the expression "${this.#text}" has ${found} where ${expected} is expected`);
  }
}

/** Reads the whole text with one rule, and remembers the outcome: the product has a few dozen expressions and sends them again and again. */
function remembered<T>(rule: (reader: Reader) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const reader = new Reader(text);
    const read = rule(reader);
    if (!reader.ended) reader.fail('the end');
    known.set(text, read);
    return read;
  };
}

function pathOf(reader: Reader): AttributePath {
  const parts: string[] = [];
  do {
    const part = reader.next();
    if (!/^#?\w+$/.test(part)) reader.fail('the name of an attribute');
    parts.push(part);
  } while (reader.takes('.'));
  return parts;
}

function operandOf(reader: Reader): Operand {
  if (reader.sees('size') && reader.follows('(')) {
    reader.next();
    reader.expect('(');
    const path = pathOf(reader);
    reader.expect(')');
    return { kind: 'size', path };
  }
  const [first = ''] = [reader.next()];
  if (first.startsWith(':')) return { kind: 'value', name: first };
  if (!/^#?\w+$/.test(first)) reader.fail('an operand');
  return { kind: 'path', path: reader.takes('.') ? [first, ...pathOf(reader)] : [first] };
}

function disjunction(reader: Reader): Condition {
  let left = conjunction(reader);
  while (reader.takes('OR')) left = { kind: 'or', left, right: conjunction(reader) };
  return left;
}

function conjunction(reader: Reader): Condition {
  let left = negation(reader);
  while (reader.takes('AND')) left = { kind: 'and', left, right: negation(reader) };
  return left;
}

function negation(reader: Reader): Condition {
  if (reader.takes('NOT')) return { kind: 'not', of: negation(reader) };
  if (reader.takes('(')) {
    const inner = disjunction(reader);
    reader.expect(')');
    return inner;
  }
  return test(reader);
}

const PATH_TESTS: readonly PathTest[] = ['attribute_exists', 'attribute_not_exists'];
const VALUE_TESTS: readonly ValueTest[] = ['begins_with', 'contains', 'attribute_type'];

function test(reader: Reader): Condition {
  for (const kind of PATH_TESTS) {
    if (!(reader.sees(kind) && reader.follows('('))) continue;
    reader.next();
    reader.expect('(');
    const path = pathOf(reader);
    reader.expect(')');
    return { kind, path };
  }
  for (const kind of VALUE_TESTS) {
    if (!(reader.sees(kind) && reader.follows('('))) continue;
    reader.next();
    reader.expect('(');
    const path = pathOf(reader);
    reader.expect(',');
    const value = operandOf(reader);
    reader.expect(')');
    return { kind, path, value };
  }
  return comparison(reader);
}

function comparison(reader: Reader): Condition {
  const left = operandOf(reader);
  if (reader.takes('BETWEEN')) {
    const from = operandOf(reader);
    reader.expect('AND');
    return { kind: 'between', of: left, from, to: operandOf(reader) };
  }
  if (reader.takes('IN')) {
    reader.expect('(');
    const list = [operandOf(reader)];
    while (reader.takes(',')) list.push(operandOf(reader));
    reader.expect(')');
    return { kind: 'in', of: left, list };
  }
  const comparator = reader.next();
  if (!COMPARATORS.includes(comparator)) reader.fail('a comparison');
  return { kind: 'compare', comparator: comparator as Comparator, left, right: operandOf(reader) };
}

function updateValue(reader: Reader): UpdateValue {
  const left = updateTerm(reader);
  for (const kind of ['+', '-'] as const) if (reader.takes(kind)) return { kind, left, right: updateTerm(reader) };
  return left;
}

function updateTerm(reader: Reader): UpdateValue {
  if (reader.sees('if_not_exists') && reader.follows('(')) {
    reader.next();
    reader.expect('(');
    const path = pathOf(reader);
    reader.expect(',');
    const otherwise = updateValue(reader);
    reader.expect(')');
    return { kind: 'if_not_exists', path, otherwise };
  }
  if (reader.sees('list_append') && reader.follows('(')) {
    reader.next();
    reader.expect('(');
    const left = updateValue(reader);
    reader.expect(',');
    const right = updateValue(reader);
    reader.expect(')');
    return { kind: 'list_append', left, right };
  }
  return operandOf(reader);
}

function update(reader: Reader): readonly UpdateAction[] {
  const actions: UpdateAction[] = [];
  const listOf = (action: () => UpdateAction): void => {
    do actions.push(action());
    while (reader.takes(','));
  };
  while (!reader.ended) {
    if (reader.takes('SET')) {
      listOf(() => {
        const path = pathOf(reader);
        reader.expect('=');
        return { kind: 'set', path, value: updateValue(reader) };
      });
    } else if (reader.takes('REMOVE')) {
      listOf(() => ({ kind: 'remove', path: pathOf(reader) }));
    } else if (reader.takes('ADD')) {
      listOf(() => ({ kind: 'add', path: pathOf(reader), value: operandOf(reader) }));
    } else reader.fail('SET, REMOVE or ADD');
  }
  return actions;
}

function projection(reader: Reader): readonly AttributePath[] {
  const paths = [pathOf(reader)];
  while (reader.takes(',')) paths.push(pathOf(reader));
  return paths;
}

/** Reads a condition, a filter or a key condition. Throws `ValidationRefusal` with the place that is not understood. */
export const parseCondition = remembered(disjunction);
/** Reads the actions of an update, in order. Throws `ValidationRefusal`. */
export const parseUpdate = remembered(update);
/** Reads the attributes of a projection. Throws `ValidationRefusal`. */
export const parseProjection = remembered(projection);
