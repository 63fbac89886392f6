export { gunzipJson, gzipJson, gzipText } from '#functions/store/compression.ts';
