import { logger } from '#functions/runtime/logger.ts';
import { listWatchServices } from './watch-lists.services.ts';
import { watchLists } from './watch-lists.ts';

/**
 * Reads the lists of announcements, on schedule. Its log line has how many entries are new and how many lists are in trouble, from which the alarms
 * are made; a call that fails counts as one in trouble.
 */
export const handler = async (): Promise<void> => {
  try {
    const ports = listWatchServices()();
    try {
      const { lists, added, inTrouble } = await watchLists(ports);
      logger().info('read the lists of announcements', { lists, announcements_new: added, sources_in_trouble: inTrouble.length });
    } finally {
      await ports.close();
    }
  } catch (error) {
    logger().error('the lists of announcements could not be read; what was archived before stands', {
      error: error as Error,
      sources_in_trouble: 1,
    });
    throw error;
  }
};
