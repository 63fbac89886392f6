import { Logger } from '@aws-lambda-powertools/logger';
import { oncePerColdStart } from './cold-start.ts';

type LoggerSettings = NonNullable<ConstructorParameters<typeof Logger>[0]>;

/** An unknown `LOG_LEVEL` counts as `info`, so that a faulty environment can be logged. */
export const logger: () => Logger = oncePerColdStart(
  () =>
    new Logger({
      serviceName: 'chokepoint',
      logLevel: (process.env.LOG_LEVEL ?? 'info') as NonNullable<LoggerSettings['logLevel']>,
    }),
);
