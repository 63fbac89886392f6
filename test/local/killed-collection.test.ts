import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ingestDocuments } from '#functions/sources/ingest-documents.ts';
import { fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { collectedDocumentsIn } from '#functions/store/sources/collected-documents.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { smallSource } from '#test/builders/small-source.ts';
import { SIGNALS_TABLE, sqliteStore } from '#test/functions/store/embedded-store.ts';
import { collectedFile, daysOfFile } from './collected-files.ts';
import { takenAndKilled } from './taken-and-killed.ts';

const KILLS = 8;
const STEP_MS = 11;

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-collection-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('loses nothing that was accepted, wherever the process is killed, and the next run does the rest', async () => {
  let next = 0;
  let cutOff = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { sent, done: accepted } = await takenAndKilled(
      'killable-collection',
      folder,
      next,
      kill * STEP_MS,
    );
    if (sent > accepted) cutOff += 1;
    const store = await sqliteStore(folder);
    try {
      const collected = collectedDocumentsIn(fileArchivedObjects(join(folder, 'archive')));
      const log = observationLogIn(store.table(SIGNALS_TABLE));
      const ports = { collected, log, shipped: {}, now: '2026-11-25T13:00:00.000Z' };
      const days = async () => new Set((await log.all()).map(({ observation }) => observation.date));
      const before = await days();
      for (let file = 0; file <= accepted; file += 1)
        for (const day of daysOfFile(file)) expect(before).toContain(day);
      for (const _ of [1, 2]) await ingestDocuments(smallSource, [collectedFile(accepted + 1)], ports);
      expect([...(await days())]).toEqual(expect.arrayContaining([...daysOfFile(accepted + 1)]));
      const documents = (await collected.all('taiwan-mnd')).map(({ document }) => document);
      expect(new Set(documents).size).toBe(documents.length);
      expect((await log.all()).every(({ version }) => version === 1)).toBe(true);
      next = accepted + 2;
    } finally {
      await store.close();
    }
  }
  expect(cutOff).toBeGreaterThan(0); // else no kill fell into a file
});
