/** Texts that come in any order and are read in theirs: more than fit into memory. */
export interface OrderedTexts {
  /** Puts a text at a place of a list; each place of a list is given once. */
  put(list: string, place: number, text: string): void;
  /** Texts of a list by their place. */
  inOrder(list: string): Iterable<string>;
  /** Gives the room back. */
  close(): void;
}

/** Makes empty room for texts. */
export type MakeOrderedTexts = () => OrderedTexts;
