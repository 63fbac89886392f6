/** What a generator makes of a repository: files to write and what to do next. Nothing is written here. */

/** Reads a file by its path from the root of the repository; `null`: there is none. */
export type ReadSource = (path: string) => string | null;

/** What a generator asks for. */
export interface Generated {
  /** Path from the root -> text. */
  readonly files: ReadonlyMap<string, string>;
  /** What is left to a person, a line each. */
  readonly next: readonly string[];
}

/** The name cannot be used, or the sources do not look as the generator knows them; the message says what to do. */
export class CannotGenerate extends Error {
  override readonly name = 'CannotGenerate';
}

/** Text of a file that has to be there. */
export function sourceOf(read: ReadSource, path: string): string {
  const text = read(path);
  if (text === null) throw new CannotGenerate(`There is no ${path}: run this in the repository.`);
  return text;
}

/** Throws when one of the files that would be new is there. */
export function unlessThere(read: ReadSource, files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const there = Object.keys(files).filter((path) => read(path) !== null);
  if (there.length > 0) throw new CannotGenerate(`${there.join(', ')} would be written over: choose another name.`);
  return new Map(Object.entries(files));
}

/** The text with a line of imports more; the formatter puts it in its place. */
export const withImport = (text: string, line: string): string => text.replace(/^import /m, () => `${line}\nimport `);

/** The text with something put after the first match. Throws when nothing matches: somebody has changed the file since. */
export function insertedAfter(path: string, text: string, pattern: RegExp, inserted: string): string {
  const match = pattern.exec(text);
  if (match === null) throw new CannotGenerate(`${path} has no ${pattern.source}: add ${inserted.trim()} by hand, and mend the generator.`);
  const end = match.index + match[0].length;
  return text.slice(0, end) + inserted + text.slice(end);
}

/** `korean-peninsula` -> `KoreanPeninsula`. */
export const pascalCase = (name: string): string => name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `korean-peninsula` -> `koreanPeninsula`. */
export const camelCase = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Small letters and digits with single hyphens, beginning with a letter. */
export const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
