import { defineConfig, type Plugin } from 'vite';
import { DESIGN_TOKENS } from '../shared/contracts/page/design-tokens.ts';
import { documentsPlugin } from './documents/documents-plugin.ts';

/**
 * Colours and sizes go before the style of the page: the report and the reference of the API have the same.
 */
const designTokens: Plugin = {
  name: 'design-tokens',
  enforce: 'pre',
  transform: (code, id) =>
    id.split('?')[0]?.endsWith('/style/page.css') ? { code: DESIGN_TOKENS + code, map: null } : null,
};

/**
 * The page as files with a hash of their content in the name, so that they can be kept for a year; only
 * `index.html` is loaded each time.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  json: { stringify: false, namedExports: false },
  plugins: [designTokens, documentsPlugin()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0, // nothing inline: the Content-Security-Policy allows files of this host only
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
