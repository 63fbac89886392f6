import { afterEach, describe, expect, it, vi } from 'vitest';
import { scoresTable } from '#functions/local/command-tables.ts';
import { DataFolderUnusable } from '#functions/store/sqlite/data-folder.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the table of scores of a deployment', () => {
  it('without its bucket says in one sentence which variable is missing, as soon as an object is read', async () => {
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    const place = await scoresTable({ SCORES_TABLE_NAME: 'Scores' });
    const reading = place.objects.read('runs/r0000000001/batches.json');
    await expect(reading).rejects.toThrow(DataFolderUnusable);
    await expect(reading).rejects.toThrow(/^Set SNAPSHOTS_BUCKET_NAME beside SCORES_TABLE_NAME: .*\.$/);
    await place.close();
  });
});
