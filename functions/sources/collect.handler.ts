import { collectorEventSchema } from '#contracts/collection/collected-document.ts';
import { logger } from '#functions/http/logger.ts';
import { collectorServices } from './collector.services.ts';
import { runCollector } from './run-collector.ts';

/**
 * Collects the source that a schedule or a person names, the lists of announcements among them, and takes in
 * files that were handed in. Two calls at
 * once are harmless, for one source too. Its log line has the numbers of sources in trouble, of sources with
 * documents that wait for a person and, of
 * lists, of new announcements, from which alarms are made; a call that fails counts as one in trouble.
 */
export const handler = async (event: unknown): Promise<void> => {
  try {
    const ports = collectorServices()();
    try {
      const { source, inTrouble, ...report } = await runCollector(collectorEventSchema.parse(event), ports);
      const waiting = inTrouble.filter(({ condition }) => condition === 'waiting').length;
      const counts = { sources_in_trouble: inTrouble.length - waiting, sources_waiting: waiting };
      logger().info(`collected ${source}`, { source, ...report, in_trouble: inTrouble, ...counts });
    } finally {
      await ports.close();
    }
  } catch (error) {
    logger().error('the collector failed, and what it accepted before stands', {
      error: error as Error,
      event,
      sources_in_trouble: 1,
    });
    throw error;
  }
};
