/**
 * An apostrophe goes before what a spreadsheet would run as a formula, also where a split at semicolons or tabs
 * would begin a cell. Some take full-width signs for plain ones, some skip spaces.
 */
export const harmlessText = (text: string): string =>
  text.replaceAll(/^(?=[\t\r])|(?<=^|[;\t\r\n])(?=["\s]*[=+\-@＝＋－＠])/g, "'");
