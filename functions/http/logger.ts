import { Logger } from '@aws-lambda-powertools/logger';
import { oncePerColdStart } from './kept-values.ts';

type LoggerSettings = NonNullable<ConstructorParameters<typeof Logger>[0]>;

/**
 * The logger of this process: a JSON line per message, errors with their causes. It is made with the first
 * line, from `LOG_LEVEL` as it is
 * then; a level that it does not know counts as `info`, so that a fault of the environment can still be
 * logged.
 */
export const logger: () => Logger = oncePerColdStart(
  () =>
    new Logger({
      serviceName: 'chokepoint',
      logLevel: (process.env.LOG_LEVEL ?? 'info') as NonNullable<LoggerSettings['logLevel']>,
    }),
);
