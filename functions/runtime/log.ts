const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether a line of a level is written where the threshold is another. */
export const isLogged = (level: LogLevel, threshold: LogLevel): boolean => LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(threshold);

/** One JSON line on standard output, where Lambda and a terminal both collect it; errors with their causes. */
export function log(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>>, threshold: LogLevel = 'info'): void {
  if (!isLogged(level, threshold)) return;
  const line = { time: new Date().toISOString(), level, message, ...fields };
  process.stdout.write(`${JSON.stringify(line, (_key, value: unknown) => (value instanceof Error ? describeError(value) : value))}\n`);
}

function describeError(error: Error): Record<string, unknown> {
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: error.cause }),
  };
}
