/** Text for readers as a code of the catalogue of words and its parameters. */

/** A name or a number, in the unit that the template expects, or a part that is a message itself. */
export type MessageParam = string | number | Message;

export interface Message {
  readonly code: string;
  readonly params: Readonly<Record<string, MessageParam>>;
}
