/**
 * The command line of every `npm run` command: options, environment variables, `--help`, exit codes.
 *
 * Exit code 0: done. 1: the work could not be done, or a setting in the environment is wrong. 2: the command line is wrong.
 */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { isCalendarDay } from '#domain/time/calendar.ts';

/** The command line is wrong; the message tells the caller what to write. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The work could not be done, for a reason that the caller can mend; the message explains how. Exit code 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** An option with a value: `--as-of 2026-10-01`. */
export interface ValueOption {
  /** Placeholder of the value in the help: `DATE`. */
  readonly value: string;
  readonly says: string;
  /** The environment variable that is read where the option is not given. Empty counts as not set. */
  readonly environment?: string;
  readonly default?: string;
  readonly required?: true;
  /** Why a value is wrong, as the end of a sentence that begins with option and value; `null` when it is right. */
  readonly refuses?: (value: string) => string | null;
}

/** An option without a value: `--dry-run`. */
export interface SwitchOption {
  readonly says: string;
  readonly value?: undefined;
}

type CommandOptions = Readonly<Record<string, ValueOption | SwitchOption>>;

/** The arguments that a command accepts without a dash, for example file names. */
export interface Operands {
  /** Placeholder of the operands in the help: `FILE`. */
  readonly value: string;
  readonly says: string;
  readonly least: number;
  readonly most: number;
}

/** All that a command line needs to be read and explained. */
export interface CommandSpecification<O extends CommandOptions = CommandOptions> {
  /** How it is called: `npm run score`. */
  readonly name: string;
  readonly does: string;
  readonly options: O;
  readonly operands?: Operands;
  /** Environment variables without an option, with their meaning. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly examples: readonly [string, ...string[]];
}

type OptionValues<O extends CommandOptions> = {
  readonly [Name in keyof O]: O[Name] extends { readonly value: string }
    ? O[Name] extends { readonly default: string } | { readonly required: true }
      ? string
      : string | undefined
    : boolean;
};

/** A command line that was understood. */
export interface CommandLine<O extends CommandOptions> {
  readonly options: OptionValues<O>;
  readonly operands: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const HELP = { says: 'print this and do nothing' } as const satisfies SwitchOption;

/**
 * Reads the words after `--`, and the environment for options that are not among them. Throws `UsageError` for a wrong command line and
 * `CommandFailure` for a wrong environment variable, each with the wrong value.
 */
export function readCommandLine<const O extends CommandOptions>(
  command: CommandSpecification<O>,
  words: readonly string[],
  environment: Environment,
): CommandLine<O> {
  const { operands = { value: '', says: '', least: 0, most: 0 } } = command;
  const usage = usageOf(command);
  const { values, positionals } = parsed(command, words, usage);
  const options = Object.entries(command.options).map(([name, option]) => {
    if (option.value === undefined) return [name, values[name] === true] as const;
    return [name, textOf(name, option, values[name], environment, usage)] as const;
  });
  if (positionals.length < operands.least) throw new UsageError(`${operands.value} is missing. Usage: ${usage}`);
  if (positionals.length > operands.most) throw new UsageError(`${positionals[operands.most]} is one word too many. Usage: ${usage}`);
  return { options: Object.fromEntries(options) as OptionValues<O>, operands: positionals };
}

function parsed<O extends CommandOptions>({ options, operands }: CommandSpecification<O>, words: readonly string[], usage: string) {
  const known: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }]),
  );
  try {
    return parseArgs({ args: [...words], options: known, strict: true, allowPositionals: operands !== undefined });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. Usage: ${usage}`);
  }
}

function textOf(name: string, option: ValueOption, given: unknown, environment: Environment, usage: string): string | undefined {
  if (typeof given === 'string') {
    const refusal = option.refuses?.(given) ?? null;
    if (refusal !== null) throw new UsageError(`--${name} ${given} ${refusal}`);
    return given;
  }
  const variable = option.environment === undefined ? '' : environment[option.environment];
  if (variable !== undefined && variable !== '') {
    const refusal = option.refuses?.(variable) ?? null;
    if (refusal !== null) throw new CommandFailure(`${option.environment}=${variable} ${refusal}`);
    return variable;
  }
  if (option.required) throw new UsageError(`--${name} is missing. Usage: ${usage}`);
  return option.default;
}

/** One line: how to call the command. */
export function usageOf<O extends CommandOptions>({ name, options, operands }: CommandSpecification<O>): string {
  const words = Object.entries(options).map(([option, spec]) => {
    const written = spec.value === undefined ? `--${option}` : `--${option} ${spec.value}`;
    return spec.value !== undefined && spec.required ? written : `[${written}]`;
  });
  const [required, optional] = [words.filter((word) => !word.startsWith('[')), words.filter((word) => word.startsWith('['))];
  const files = operands === undefined ? [] : [operands.least > 0 ? operands.value : `[${operands.value}]`];
  const all = [...files, ...required, ...optional];
  return all.length === 0 ? name : `${name} -- ${all.join(' ')}`;
}

/** The text that `--help` prints. */
export function helpOf<O extends CommandOptions>(command: CommandSpecification<O>): string {
  const { options, operands, environment = {}, examples } = command;
  const rows = [
    ...(operands === undefined ? [] : [[operands.value, operands.says] as const]),
    ...Object.entries({ ...options, help: HELP }).map(([name, option]) => helpRow(name, option)),
  ];
  return [
    `Usage: ${usageOf(command)}`,
    command.does,
    ['Options:', ...aligned(rows)].join('\n'),
    ...(Object.keys(environment).length === 0 ? [] : [['Environment:', ...aligned(Object.entries(environment))].join('\n')]),
    [`Example${examples.length > 1 ? 's' : ''}:`, ...examples.map((example) => `  ${example}`)].join('\n'),
  ].join('\n\n');
}

function helpRow(name: string, option: ValueOption | SwitchOption): readonly [string, string] {
  if (option.value === undefined) return [`--${name}`, option.says];
  const { value, says, environment, default: otherwise, required } = option;
  const facts = [
    ...(required ? ['needed'] : []),
    ...(environment === undefined ? [] : [`or ${environment} in the environment`]),
    ...(otherwise === undefined ? [] : [`default ${otherwise}`]),
  ];
  return [`--${name} ${value}`, facts.length === 0 ? says : `${says} (${facts.join('; ')})`];
}

function aligned(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

/** Refuses what is no day of the calendar. */
export const unlessDay = (value: string): string | null => (isCalendarDay(value) ? null : 'is not a calendar day: write it as 2026-10-01.');

/** Refuses what is not one of the values. */
export const unlessOneOf =
  (allowed: readonly string[]) =>
  (value: string): string | null =>
    allowed.includes(value) ? null : `is not known: choose one of ${allowed.join(', ')}.`;

/** Refuses what is not a whole number from `least` on. */
export const unlessWholeNumber =
  (least: number) =>
  (value: string): string | null =>
    Number.isSafeInteger(Number(value)) && Number(value) >= least && value.trim() !== '' ? null : `is no whole number from ${least} on.`;

/** A reader that has seen enough (`npm run cases | head`) ends the command: that is no fault. */
function endWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

/**
 * Runs a command with the command line and environment of this process, or prints its help. Errors that the caller can mend are printed as
 * one sentence (`UsageError`, `CommandFailure`, and the kinds of error in `told`); any other error is printed with its stack. Exit code 0:
 * done, 2: the command line is wrong, 1: any other error.
 */
export async function runCommand<const O extends CommandOptions>(
  command: CommandSpecification<O>,
  run: (line: CommandLine<O>) => Promise<void> | void,
  told: readonly (new (...parameters: never[]) => Error)[] = [],
): Promise<void> {
  endWhenNobodyReads();
  const words = process.argv.slice(2);
  if (words.includes('--help') || words.includes('-h')) {
    console.log(helpOf(command));
    return;
  }
  try {
    await run(readCommandLine(command, words, process.env));
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    if (error instanceof Error && [UsageError, CommandFailure, ...told].some((kind) => error instanceof kind)) console.error(error.message);
    else console.error(error);
  }
}

/** Today in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);
