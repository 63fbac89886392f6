export const { brotliCompressSync, brotliDecompressSync, constants, crc32, deflateRawSync, gunzipSync, gzip, gzipSync, inflateRawSync } =
  process.getBuiltinModule('node:zlib');
