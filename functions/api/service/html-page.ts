import { createHash } from 'node:crypto';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#57606a;--line:#d0d7de;--soft:#f4f6f8;--link:#0550ae}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9aa4af;--line:#3d444d;--soft:#1c2128;--link:#79b8ff}body{background:#0d1117}}
body{margin:0 auto;max-width:62rem;padding:1.5rem;font:16px/1.55 system-ui,sans-serif;color:var(--ink);overflow-wrap:break-word}
a{color:var(--link)}h1{margin:.2em 0}h2{margin-top:2.5em;border-bottom:1px solid var(--line)}h3{margin-top:2.2em}
code,pre{font:.9em/1.5 ui-monospace,monospace;background:var(--soft);border-radius:4px}code{padding:.1em .3em}pre{padding:.8em;overflow-x:auto}pre code{padding:0}
table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:.93em;table-layout:fixed}th,td{text-align:left;vertical-align:top;padding:.35em .6em;border-bottom:1px solid var(--line)}
th{color:var(--dim);font-weight:600}th:nth-child(1),td:nth-child(1):not([colspan]){width:24%}th:nth-child(2),td:nth-child(2){width:28%}td:nth-child(1) code{overflow-wrap:anywhere}td:nth-child(2) code{white-space:nowrap}.inner tr:has(>th){display:none}
.inner>td{padding:0 0 .6em 1.6em}.inner table{border-left:3px solid var(--soft);font-size:1em}
.dim{color:var(--dim)}summary{cursor:pointer}nav a{text-decoration:none}nav ul{list-style:none;padding-left:0;margin:.2em 0 1em}nav li{margin:.15em 0;line-height:1.35}nav b{display:block;margin-top:1em}nav code{background:none;padding:0;font-size:.8em;color:var(--dim);display:block;overflow-wrap:anywhere}
h3 .at{visibility:hidden;text-decoration:none;color:var(--dim);font-weight:400;margin-left:.4em}h3:hover .at,h3 .at:focus{visibility:visible}h2,h3{scroll-margin-top:1rem}
@media(min-width:76rem){body.reference{max-width:86rem;display:grid;grid-template-columns:17rem minmax(0,1fr);gap:0 3rem}body.reference>nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;align-self:start;font-size:.9em;padding:1rem 0}}
@media(max-width:42rem){body{padding:1rem}nav{max-height:9.5rem;overflow-y:auto;border:1px solid var(--line);border-radius:6px;padding:.6em .9em}tr:has(>th){display:none}table,tbody,tr,td{display:block}td{border:0;padding:.1em .3em}tr{border-bottom:1px solid var(--line);padding:.5em 0}.inner>td{padding-left:.8em}td:nth-child(n) code{overflow-wrap:anywhere;white-space:normal}table td:nth-child(n){width:auto!important}}
`;

/** Allows the style of this page and nothing else. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page without anything from outside. */
export const htmlPage = (title: string, body: string, kind: 'plain' | 'reference' = 'plain'): string =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>\n<body class="${kind}">\n${body}\n</body></html>\n`;

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
