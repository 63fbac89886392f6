import type * as fileSystem from 'node:fs';

const files = (): typeof fileSystem => process.getBuiltinModule('node:fs');

export const lstatSync = ((path: fileSystem.PathLike) => files().lstatSync(path)) as typeof fileSystem.lstatSync;
export const readFileSync = ((...asked: Parameters<typeof fileSystem.readFileSync>) =>
  files().readFileSync(...asked)) as typeof fileSystem.readFileSync;
export const fstatSync = ((descriptor: number) => files().fstatSync(descriptor)) as typeof fileSystem.fstatSync;
export const createReadStream: typeof fileSystem.createReadStream = (path, options) => files().createReadStream(path, options);

/** Stands for the class of Node in `instanceof`, which is all that the SDK does with it: whether a body is a file. */
export const ReadStream = { [Symbol.hasInstance]: (value: unknown): boolean => value instanceof files().ReadStream };
