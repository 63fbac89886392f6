import type * as fileSystem from 'node:fs/promises';

export const readFile = ((...asked: Parameters<typeof fileSystem.readFile>) =>
  process.getBuiltinModule('node:fs/promises').readFile(...asked)) as typeof fileSystem.readFile;
