/**
 * Messages: text for readers as a code and its parameters. A catalogue has one template per code and language, so that one message gives the
 * English sentence of a response and the Japanese one of a page.
 */
import type { Message } from '../vocabulary/message.ts';
import type { TextCode } from './english.ts';

export const message = (code: TextCode, params: Message['params'] = {}): Message => ({ code, params });

/** Nothing to say: an empty part of a sentence. */
export const NOTHING: Message = message('nothing');
