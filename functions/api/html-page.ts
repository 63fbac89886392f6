import { createHash } from 'node:crypto';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#57606a;--line:#d0d7de;--soft:#f4f6f8;--link:#0550ae}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9aa4af;--line:#3d444d;--soft:#1c2128;--link:#79b8ff}body{background:#0d1117}}
body{margin:0 auto;max-width:62rem;padding:1.5rem;font:16px/1.55 system-ui,sans-serif;color:var(--ink)}
a{color:var(--link)}h1{margin:.2em 0}h2{margin-top:2.5em;border-bottom:1px solid var(--line)}h3{margin-top:2.2em}
code,pre{font:.9em/1.5 ui-monospace,monospace;background:var(--soft);border-radius:4px}code{padding:.1em .3em}pre{padding:.8em;overflow-x:auto}pre code{padding:0}
table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:.93em}th,td{text-align:left;vertical-align:top;padding:.35em .6em;border-bottom:1px solid var(--line)}
th{color:var(--dim);font-weight:600}.dim{color:var(--dim)}nav ul{columns:2;padding-left:1.2em}summary{cursor:pointer}
`;

/** Allows the style of this page and nothing else. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page without anything from outside. */
export const htmlPage = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>\n<body>\n${body}\n</body></html>\n`;

/** A text as HTML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The little markup that descriptions use: paragraphs, **bold**, *emphasis* and `code`. */
export function proseHtml(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => `<p>${inlineHtml(paragraph)}</p>`)
    .join('\n');
}

export function inlineHtml(text: string): string {
  return escaped(text)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\*([^*\s][^*]*)\*/g, '<em>$1</em>');
}
