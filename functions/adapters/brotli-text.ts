export { brotliText, unbrotliText } from '#functions/store/compression.ts';
