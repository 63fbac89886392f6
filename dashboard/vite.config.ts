import { defineConfig } from 'vite';
import { documentsPlugin } from './documents/documents-plugin.ts';

/** The page as files with a hash of their content in the name, so that they can be kept for a year; only `index.html` is asked for anew. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [documentsPlugin()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0, // nothing inline: the Content-Security-Policy allows files of this host only
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
