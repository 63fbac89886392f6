import { collectorEventSchema } from '#contracts/collection/collector-event.ts';
import { logger } from '#functions/runtime/logger.ts';
import { collectorServices } from './collector.services.ts';
import { runCollector } from './run-collector.ts';

/**
 * Collects one source: on schedule, and when a file was handed in. Its log line has the number of sources in trouble, from which the alarm is
 * made; a call that fails counts as one.
 */
export const handler = async (event: unknown): Promise<void> => {
  const name = process.env.SOURCE ?? 'a source without a name';
  try {
    const { source, forOneCall } = collectorServices();
    const ports = forOneCall();
    try {
      const { inTrouble, ...report } = await runCollector(source, collectorEventSchema.parse(event), ports);
      logger().info(`collected ${name}`, { source: name, ...report, in_trouble: inTrouble, sources_in_trouble: inTrouble.length });
    } finally {
      await ports.close();
    }
  } catch (error) {
    logger().error(`the collector of ${name} failed, and what it accepted before stands`, {
      error: error as Error,
      source: name,
      sources_in_trouble: 1,
    });
    throw error;
  }
};
