/** Exit code 0: done. 1: the work could not be done. 2: the command line is wrong. */
import { parseArgs } from 'node:util';
import { isCalendarDay } from '#domain/time/calendar.ts';
import { DataFolderUnusable } from '#functions/store/sqlite/data-folder.ts';
import { isOutOfSpace } from '#functions/store/sqlite/sqlite-errors.ts';

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** `--as-of 2026-10-01`, or without `value` a switch. */
export type CommandOption = Readonly<{
  value?: string;
  says: string;
  /** Read where the option is not given; empty is not set. */
  environment?: string;
  default?: string;
  required?: true;
  /** The end of a sentence. */
  refuses?: (value: string) => string | null;
}>;

type CommandOptions = Readonly<Record<string, CommandOption>>;

export type CommandSpecification<O extends CommandOptions = CommandOptions> = Readonly<{
  name: string;
  does: string;
  options: O;
  operands?: Readonly<{
    value: string;
    says: string;
    least: number;
    most: number;
  }>;
  environment?: Readonly<Record<string, string>>;
  examples: readonly string[];
}>;

export type CommandLine<O extends CommandOptions> = Readonly<{
  options: {
    readonly [Name in keyof O]: O[Name] extends Readonly<{ value: string }>
      ? O[Name] extends Readonly<{ default: string }> | Readonly<{ required: true }>
        ? string
        : string | undefined
      : boolean;
  };
  operands: readonly string[];
}>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws `UsageError`, and `CommandFailure` for a wrong environment variable. */
export function readCommandLine<const O extends CommandOptions>(
  { options, operands }: CommandSpecification<O>,
  words: readonly string[],
  environment: Environment,
): CommandLine<O> {
  const known = Object.entries(options).map(
    ([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
  );
  const { values, positionals } = parsed(words, Object.fromEntries(known), operands !== undefined);
  const given = Object.entries(options).map(([name, option]) => [
    name,
    option.value === undefined ? values[name] === true : textOf(name, option, values[name], environment),
  ]);
  const { value = '', least = 0, most = 0 } = operands ?? {};
  if (positionals.length < least) throw new UsageError(`${value} is missing.`);
  if (positionals.length > most) throw new UsageError(`${positionals[most]} is one word too many.`);
  return { options: Object.fromEntries(given), operands: positionals };
}

function parsed(
  words: readonly string[],
  options: Readonly<Record<string, { type: 'boolean' | 'string' }>>,
  allowPositionals: boolean,
) {
  try {
    return parseArgs({ args: [...words], options, strict: true, allowPositionals });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}.`);
  }
}

function textOf(
  name: string,
  option: CommandOption,
  given: unknown,
  environment: Environment,
): string | undefined {
  const variable =
    option.environment === undefined ? undefined : environment[option.environment] || undefined;
  const value = typeof given === 'string' ? given : variable;
  if (value === undefined) {
    if (option.required) throw new UsageError(`--${name} is missing.`);
    return option.default;
  }
  const refusal = option.refuses?.(value) ?? null;
  if (refusal === null) return value;
  if (typeof given === 'string') throw new UsageError(`--${name} ${value} ${refusal}`);
  throw new CommandFailure(`${option.environment}=${value} ${refusal}`);
}

function usageOf({ name, options, operands }: CommandSpecification) {
  const written = Object.entries(options).map(([option, { value, required }]) => {
    const text = value === undefined ? `--${option}` : `--${option} ${value}`;
    return required ? text : `[${text}]`;
  });
  const files = operands === undefined ? [] : [operands.least > 0 ? operands.value : `[${operands.value}]`];
  const all = [
    ...files,
    ...written.filter((word) => !word.startsWith('[')),
    ...written.filter((word) => word.startsWith('[')),
  ];
  return [name, ...(all.length > 0 && name.startsWith('npm') ? ['--'] : []), ...all].join(' ');
}

export function helpOf(command: CommandSpecification): string {
  const { does, options, operands, environment = {}, examples } = command;
  const rows = (pairs: readonly (readonly [string, string])[]): readonly string[] =>
    pairs.map(([left, right]) => `  ${left.padEnd(22)}  ${right}`);
  const written = Object.entries(options).map(([name, option]) => {
    const { value, says, environment: variable, default: otherwise, required } = option;
    const facts = [
      required && 'needed',
      variable && `or ${variable} in the environment`,
      otherwise && `default ${otherwise}`,
    ].filter(Boolean);
    return [
      `--${name}${value === undefined ? '' : ` ${value}`}`,
      `${says}${facts.length === 0 ? '' : ` (${facts.join('; ')})`}`,
    ] as const;
  });
  const files = operands === undefined ? [] : [[operands.value, operands.says] as const];
  const variables = Object.entries(environment);
  return [
    `Usage: ${usageOf(command)}\n\n${does}\n\nOptions:`,
    ...rows([...files, ...written, ['--help', 'print this and do nothing']]),
    ...(variables.length === 0 ? [] : ['\nEnvironment:', ...rows(variables)]),
    ...(examples.length === 0 ? [] : ['\nExamples:', ...examples.map((example) => `  ${example}`)]),
  ].join('\n');
}

export const dayFault = (value: string): string | null =>
  isCalendarDay(value) ? null : 'is not a calendar day: write it as 2026-10-01.';

export const choiceFault =
  (allowed: readonly string[]) =>
  (value: string): string | null =>
    allowed.includes(value) ? null : `is not known: choose one of ${allowed.join(', ')}.`;

export const wholeNumberFault =
  (least: number) =>
  (value: string): string | null =>
    Number.isSafeInteger(Number(value)) && Number(value) >= least && value.trim() !== ''
      ? null
      : `is no whole number from ${least} on.`;

/**
 * Errors that the caller can mend (and those of the kinds `told`) are printed as a sentence, others with
 * their stack.
 */
export async function runCommand<const O extends CommandOptions>(
  command: CommandSpecification<O>,
  run: (line: CommandLine<O>) => Promise<void> | void,
  told: readonly (new (...parameters: never[]) => Error)[] = [],
): Promise<void> {
  // `npm run score | head` is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  const words = process.argv.slice(2);
  if (words.includes('--help') || words.includes('-h')) return console.log(helpOf(command));
  try {
    await run(readCommandLine(command, words, process.env));
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    if (error instanceof UsageError) console.error(`${error.message} Usage: ${usageOf(command)}`);
    else if (
      error instanceof Error &&
      [CommandFailure, DataFolderUnusable, ...told].some((kind) => error instanceof kind)
    )
      console.error(error.message);
    else if (isOutOfSpace(error))
      console.error(`The disk is full (${(error as Error).message}): free some space and start again.`);
    else console.error(error);
  }
}

/** In columns; `right`: those that are numbers. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[] = []) {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, n) => (right.includes(n) ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** In UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** 0: any free one. */
export const PORT_OPTION = {
  value: 'PORT',
  says: 'port of the service on this machine',
  environment: 'PORT',
  default: '8080',
  refuses: (value: string) =>
    /^[0-9]{1,5}$/.test(value) && Number(value) <= 65_535
      ? null
      : 'is no port: set it to a whole number from 0 to 65535.',
} as const satisfies CommandOption;

export const DATA_DIR_OPTION = {
  value: 'FOLDER',
  says: 'where this machine keeps its data',
  environment: 'DATA_DIR',
  default: '.data',
} as const satisfies CommandOption;

export const SERVICE_OPTIONS = {
  url: {
    value: 'URL',
    says: 'address of the service, when it is not on this machine',
    environment: 'CHOKEPOINT_URL',
    refuses: (value: string) =>
      /^https?:[/][/]/.test(value) ? null : 'is no address of a service: write it as http://127.0.0.1:8080.',
  },
  port: PORT_OPTION,
} as const satisfies CommandOptions;

/** Everybody on a machine can see a command line. */
export const SERVICE_ENVIRONMENT = {
  CHOKEPOINT_KEY: 'API key, where the service asks for one; no option, because others see a command line',
};

export type ServiceToAsk = Readonly<{
  url: string;
  key: string | undefined;
}>;

export const serviceToAsk = ({
  url,
  port,
}: Readonly<{
  url: string | undefined;
  port: string;
}>): ServiceToAsk => ({
  url: (url ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ''),
  key: process.env.CHOKEPOINT_KEY || undefined,
});

export const keyHeaders = ({ key }: ServiceToAsk): Record<string, string> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` };

/** Throws `CommandFailure` where nothing responds. */
export async function asking<T>({ url }: ServiceToAsk, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    // `fetch` throws a TypeError for whatever keeps it from a response.
    if (!(error instanceof TypeError && error.cause instanceof Error)) throw error;
    throw new CommandFailure(`${url} does not answer (${error.cause.message}): is it running?`);
  }
}
