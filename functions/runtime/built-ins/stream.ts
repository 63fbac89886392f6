export const { Duplex, PassThrough, Readable, Transform, Writable } = process.getBuiltinModule('node:stream');
