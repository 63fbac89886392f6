/**
 * Text for readers as a code and its parameters. A catalogue has one template per code and language, so that one message gives the English
 * sentence of a response and the Japanese one of a page.
 */
import type { TextCode } from './english.ts';

/** A name or a number, in the unit that the format of the template expects, or a part that is a message itself. */
export type MessageParam = string | number | Message;

export interface Message {
  readonly code: TextCode;
  readonly params: Readonly<Record<string, MessageParam>>;
}

export const message = (code: TextCode, params: Message['params'] = {}): Message => ({ code, params });

/** Nothing to say: an empty part of a sentence. */
export const NOTHING: Message = message('nothing');
