/** Reads a saved list of announcements, of whichever publisher it is. */
import type { AnnouncementListReader } from '#functions/sources/publishers/announcement-list.ts';
import { jsonOf, listText, memberOf } from '#functions/sources/publishers/announcement-list.ts';
import type { RawDocument } from '#functions/sources/publishers/document-reader.ts';
import { euOfficialJournalReader } from '#functions/sources/publishers/eu-official-journal/eu-official-journal.reader.ts';
import { federalRegisterReader } from '#functions/sources/publishers/federal-register/federal-register.reader.ts';
import { mofcomReader } from '#functions/sources/publishers/mofcom/mofcom.reader.ts';
import type { ListReading } from './discover-announcements.ts';

export const ANNOUNCEMENT_READERS: readonly AnnouncementListReader[] = [mofcomReader, federalRegisterReader, euOfficialJournalReader];

const DAY = /\d{4}-\d{2}-\d{2}/;

/** The reader of the publisher whose list this looks like; the ministry's where it looks like none, which then says that it is unread. */
function readerOf(raw: RawDocument): AnnouncementListReader {
  const answer = jsonOf(listText(raw));
  if (memberOf(memberOf(answer, 'results'), 'bindings') !== undefined) return euOfficialJournalReader;
  if (memberOf(answer, 'results') !== undefined || memberOf(answer, 'count') !== undefined) return federalRegisterReader;
  return mofcomReader;
}

/** Readings of one list on several days have names that differ by the day only: `mofcom-2026_2026-11-20.html`. */
export function readList(raw: RawDocument): ListReading {
  const reader = readerOf(raw);
  const { announcements, unread } = reader.read(raw);
  const list = `${reader.publisher} ${raw.name.replace(DAY, '')}`;
  return { list, publisher: reader.publisher, readOn: DAY.exec(raw.name)?.[0] ?? raw.receivedOn, announcements, unread };
}
