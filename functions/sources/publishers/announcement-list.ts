/** Lists in which publishers announce legal texts, and what a reader makes of one: pure, from bytes to announcements and what could not be read. */
import type { RawDocument, UnreadPart } from './document-reader.ts';

/** One entry of a list. That a text is listed says nothing about what it means: a person reads it. */
export interface ListedAnnouncement {
  /** Names the text wherever it stands: number of the instrument with issuer and year. Two addresses of one text have one key. */
  readonly key: string;
  readonly title: string;
  /** Day that the list states, `YYYY-MM-DD`; `null` where it states none. */
  readonly published: string | null;
  readonly address: string;
}

/** A list as a reader understood it. */
export interface AnnouncementList {
  readonly announcements: readonly ListedAnnouncement[];
  /** Entries without a known key, and the whole list when its layout gave no entry. Never empty because nobody looked. */
  readonly unread: readonly UnreadPart[];
}

/** Reads the lists of one publisher. */
export interface AnnouncementListReader {
  /** Short name of the publisher, as commands and the reviewed list write it. */
  readonly publisher: string;
  /** Grows with every change that can read a stored list differently. */
  readonly version: number;
  /** Kind of document that it answers with. */
  readonly kind: 'html' | 'json';
  /** Where the publisher answers with the list of a year. */
  listAddress(year: number): string;
  /** Never throws: a file of another kind gives no announcement and says so in `unread`. */
  read(raw: RawDocument): AnnouncementList;
}

const EXCERPT_LENGTH = 200;

/** Entry, or the beginning of a document, that no rule claimed. */
export const unreadPart = (text: string, why: string): UnreadPart => ({
  text: text.replace(/\s+/g, ' ').trim().slice(0, EXCERPT_LENGTH),
  why,
});

/** A list that gave nothing. */
export const unreadList = (text: string, why: string): AnnouncementList => ({ announcements: [], unread: [unreadPart(text, why)] });

/** Text of the bytes as UTF-8, which all three publishers send. */
export const listText = (raw: RawDocument): string => new TextDecoder('utf-8').decode(raw.bytes);

/** The JSON in a text; `undefined` for anything else, such as the page of a guard. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Member of a JSON value; `undefined` where there is none. */
export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

/** Text of a member; `null` for anything else. */
export function textMember(value: unknown, name: string): string | null {
  const member = memberOf(value, name);
  return typeof member === 'string' && member.trim() !== '' ? member.trim() : null;
}

/** The day that begins a text; `null` without one. */
export const dayIn = (text: string | null): string | null => /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(text ?? '')?.[0] ?? null;
