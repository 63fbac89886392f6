/**
 * Takes the place of `zod` in the bundles of the API (decision 0047): the schemas of `zod/mini`, which check with the same code, under the methods of
 * `zod` that contracts use. Descriptions are dropped, which only the documentation reads. A function or method that is missing here is found by
 * test/contracts/contracts-as-deployed.test.ts, which reads every contract with either.
 */

import * as mini from 'zod/mini';
import en from 'zod/v4/locales/en.js';

export {
  any,
  array,
  boolean,
  discriminatedUnion,
  enum,
  int,
  iso,
  literal,
  looseObject,
  null,
  number,
  object,
  partialRecord,
  record,
  strictObject,
  string,
  tuple,
  union,
  unknown,
  url,
} from 'zod/mini';

type Schema = mini.ZodMiniType;
type Message = string | { readonly error?: never };
type Shape = Record<string, Schema>;
const anyObject = (schema: unknown): mini.ZodMiniObject => schema as mini.ZodMiniObject;

mini.config(en());

/** Methods that contracts call on schemas, one for all kinds of them. */
const METHODS = {
  describe(this: Schema) {
    return this;
  },
  meta(this: Schema) {
    return this;
  },
  optional(this: Schema) {
    return mini.optional(this);
  },
  exactOptional(this: Schema) {
    return mini.exactOptional(this);
  },
  nullable(this: Schema) {
    return mini.nullable(this);
  },
  nullish(this: Schema) {
    return mini.nullish(this);
  },
  default(this: Schema, value: never) {
    return mini._default(this, value);
  },
  transform(this: Schema, change: (value: unknown) => unknown) {
    return mini.pipe(this, mini.transform(change) as never);
  },
  pipe(this: Schema, next: Schema) {
    return mini.pipe(this, next as never);
  },
  refine(this: Schema, holds: (value: unknown) => unknown, message?: Message) {
    return this.check(mini.refine(holds, message));
  },
  superRefine(this: Schema, look: (value: unknown, context: never) => void) {
    return this.check(mini.superRefine(look as never));
  },
  min(this: Schema, least: number, message?: Message) {
    return this.check((this.type === 'number' ? mini.minimum(least, message) : mini.minLength(least, message)) as never);
  },
  max(this: Schema, most: number, message?: Message) {
    return this.check((this.type === 'number' ? mini.maximum(most, message) : mini.maxLength(most, message)) as never);
  },
  length(this: Schema, exactly: number, message?: Message) {
    return this.check(mini.length(exactly, message) as never);
  },
  positive(this: Schema, message?: Message) {
    return this.check(mini.positive(message) as never);
  },
  nonnegative(this: Schema, message?: Message) {
    return this.check(mini.nonnegative(message) as never);
  },
  int(this: Schema, message?: Message) {
    return this.check(mini.int(message) as never);
  },
  regex(this: Schema, pattern: RegExp, message?: Message) {
    return this.check(mini.regex(pattern, message) as never);
  },
  includes(this: Schema, part: string, message?: Message) {
    return this.check(mini.includes(part, message as never) as never);
  },
  trim(this: Schema) {
    return this.check(mini.trim() as never);
  },
  extend(this: Schema, shape: Shape) {
    return mini.extend(anyObject(this), shape);
  },
  loose(this: Schema) {
    return mini.catchall(anyObject(this), mini.unknown());
  },
  strict(this: Schema) {
    return mini.catchall(anyObject(this), mini.never());
  },
  pick(this: Schema, names: Record<string, true>) {
    return mini.pick(anyObject(this), names as never);
  },
  omit(this: Schema, names: Record<string, true>) {
    return mini.omit(anyObject(this), names as never);
  },
  partial(this: Schema, names?: Record<string, true>) {
    return names === undefined ? mini.partial(anyObject(this)) : mini.partial(anyObject(this), names as never);
  },
  required(this: Schema, names?: Record<string, true>) {
    return names === undefined ? mini.required(anyObject(this)) : mini.required(anyObject(this), names as never);
  },
};

const fluent = Object.create(Object.prototype, {
  ...Object.getOwnPropertyDescriptors(METHODS),
  element: {
    get(this: mini.ZodMiniArray) {
      return this.def.element;
    },
  },
});

for (const kind of [
  mini.ZodMiniAny,
  mini.ZodMiniArray,
  mini.ZodMiniBoolean,
  mini.ZodMiniDefault,
  mini.ZodMiniDiscriminatedUnion,
  mini.ZodMiniEnum,
  mini.ZodMiniExactOptional,
  mini.ZodMiniLiteral,
  mini.ZodMiniNull,
  mini.ZodMiniNullable,
  mini.ZodMiniNonOptional,
  mini.ZodMiniNumber,
  mini.ZodMiniNumberFormat,
  mini.ZodMiniObject,
  mini.ZodMiniOptional,
  mini.ZodMiniPipe,
  mini.ZodMiniRecord,
  mini.ZodMiniString,
  mini.ZodMiniTransform,
  mini.ZodMiniTuple,
  mini.ZodMiniUnion,
  mini.ZodMiniUnknown,
  mini.ZodMiniURL,
  mini.iso.ZodMiniISODate,
  mini.iso.ZodMiniISODateTime,
])
  Object.setPrototypeOf(kind.prototype, fluent);
