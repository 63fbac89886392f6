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
.dim{color:var(--dim)}summary{cursor:pointer}nav ul{margin:.6em 0 1em}nav li{margin:.3em 0;line-height:1.35}
h2 .at{visibility:hidden;text-decoration:none;color:var(--dim);font-weight:400;margin-left:.4em}h2:hover .at,h2 .at:focus{visibility:visible}h2{scroll-margin-top:1rem}
body.reference nav ul,.operations{list-style:none;padding-left:0}nav a[aria-current]{font-weight:700;color:inherit}
.operations li{margin:.55em 0}.operations code{display:block;background:none;padding:0;color:var(--dim);font-size:.82em;overflow-wrap:anywhere}.operations .dim{display:block}
.skip:not(:focus){position:absolute;clip-path:inset(50%)}input,button{font:inherit;padding:.35em .6em;max-width:100%}form label{display:block;font-size:.9em}:focus-visible{outline:3px solid #d55e00;outline-offset:2px}
@media(min-width:76rem){body.reference{max-width:80rem;display:grid;grid-template-columns:16rem minmax(0,1fr);gap:0 3rem}body.reference>nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;align-self:start;font-size:.95em;padding:1rem 0}}
@media(max-width:42rem){body{padding:1rem}body.reference nav ul{display:flex;flex-wrap:wrap;gap:.2em 1em}tr:has(>th){display:none}table,tbody,tr,td{display:block}td{border:0;padding:.1em .3em}tr{border-bottom:1px solid var(--line);padding:.5em 0}.inner>td{padding-left:.8em}td:nth-child(n) code{overflow-wrap:anywhere;white-space:normal}table td:nth-child(n){width:auto!important}}
`;

/** Allows the style of this page and nothing else. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

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
