import { collectorEventSchema } from '#contracts/collection/collected-document.ts';
import { logger } from '#functions/http/logger.ts';
import { collectorServices } from './collector.services.ts';
import { runCollector } from './run-collector.ts';

/** Alarms are made from the numbers in its log line. */
export const handler = async (event: unknown): Promise<void> => {
  try {
    const asked = collectorEventSchema.parse(event);
    const ports = await collectorServices()('source' in asked ? asked.source : null);
    try {
      const collected = await runCollector(asked, ports);
      const { source, inTrouble, newlyInTrouble, ...report } = collected;
      const waiting = inTrouble.filter(({ condition }) => condition === 'waiting').length;
      logger().info(`collected ${source}`, {
        source,
        ...report,
        in_trouble: inTrouble,
        sources_in_trouble: inTrouble.length - waiting,
        sources_newly_in_trouble: newlyInTrouble.filter(({ condition }) => condition !== 'waiting').length,
        sources_waiting: waiting,
      });
    } finally {
      await ports.close();
    }
  } catch (error) {
    logger().error('the collector failed, and what it accepted before stands', {
      error,
      event,
      sources_in_trouble: 1,
      sources_newly_in_trouble: 1,
    });
    throw error;
  }
};
