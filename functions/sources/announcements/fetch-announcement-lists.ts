/** Fetches lists of announcements into a folder, as politely as documents of any source are fetched. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANNOUNCEMENT_READERS, type AnnouncementListReader } from '#functions/sources/publishers/announcement-lists.ts';
import { announcementListBytes, type ListPorts } from './watch-lists.ts';

const DAY_LENGTH = '2026-01-01'.length;

/** How it went with one list. */
export interface FetchedList {
  readonly publisher: string;
  readonly address: string;
  /** Where it was written; `null` where nothing came. */
  readonly file: string | null;
  /** Why nothing came, as a sentence. */
  readonly reason: string | null;
}

/** The list of every publisher for a year, written with the day in its name, so that later readings of the same list stand beside it. */
export async function fetchAnnouncementLists(
  year: number,
  folder: string,
  ports: ListPorts,
  readers: readonly AnnouncementListReader[] = ANNOUNCEMENT_READERS,
): Promise<readonly FetchedList[]> {
  await mkdir(folder, { recursive: true });
  const day = new Date(ports.pause.now()).toISOString().slice(0, DAY_LENGTH);
  return Promise.all(
    readers.map(async (reader): Promise<FetchedList> => {
      const address = reader.listAddress(year);
      const found = await announcementListBytes(reader, address, ports);
      const { publisher } = reader;
      if (typeof found === 'string') return { publisher, address, file: null, reason: found };
      const file = join(folder, `${publisher}-${year}_${day}.${reader.kind}`);
      await writeFile(file, found);
      return { publisher, address, file, reason: null };
    }),
  );
}
