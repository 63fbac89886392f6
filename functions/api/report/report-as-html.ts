/** One page of A4: no script, nothing from outside. */
import { createHash } from 'node:crypto';
import { DESIGN_TOKENS } from '#contracts/page/design-tokens.ts';
import { bandOf, SHOWN_BANDS } from '#domain/vocabulary/band-scale.ts';
import type { Fact, Report, ReportLines, ReportTable, Said } from './report-tables.ts';

const BAND_MARKS = SHOWN_BANDS.map(
  ({ name }) => `.${name}{--mark:var(--${name === 'unknown' ? 'u-none' : name})}`,
).join('');

const STYLE = `
${DESIGN_TOKENS}
*{box-sizing:border-box}html{background:var(--paper)}body{margin:0 auto;max-width:60rem;padding:1.5rem;font:15px/1.45 var(--font);color:var(--ink);overflow-wrap:break-word}
h1{font-size:1.1em;margin:0;color:var(--ink3);font-weight:600}.lead{font-size:1.35em;line-height:1.3;margin:.3em 0 .8em;font-weight:600;text-wrap:balance}
h2{font-size:1em;margin:1.4em 0 .3em;border-bottom:1px solid var(--line2)}a{color:var(--link)}
dl{display:flex;flex-wrap:wrap;gap:.5rem 1.4rem;margin:0;padding:.6em .8em;background:var(--sunk);border-radius:6px}dl div{min-width:6em}dt{font-size:.82em;color:var(--ink3)}dd{margin:0;font-weight:600}
.score dd{font-size:1.6em;line-height:1.1}.band{white-space:nowrap}.band::before{content:"";display:inline-block;width:.7em;height:.7em;margin-right:.35em;border-radius:2px;background:var(--mark)}${BAND_MARKS}
table{border-collapse:collapse;width:100%;font-size:.93em}th,td{text-align:left;vertical-align:top;padding:.22em .6em .22em 0;border-bottom:1px solid var(--line)}th{color:var(--ink3);font-weight:600;font-size:.9em}
td.k{white-space:nowrap}td:last-child:not(.n,.s){min-width:13em}td.s,th.s{white-space:nowrap;width:1%;padding-left:.6em}td.n,th.n{width:1%;padding-left:1em;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}tr.sum td{font-weight:700;border-top:2px solid var(--ink)}td small{display:block;color:var(--ink3);font-size:.9em}
ul{margin:.3em 0;padding-left:1.2em}li{margin:.15em 0}.left-out{display:none}footer{margin-top:1.6em;border-top:1px solid var(--line);padding-top:.5em;color:var(--ink3);font-size:.87em}footer p{margin:.15em 0}
svg{width:8.5em;height:1.2em;stroke:var(--line2)}circle{fill:var(--mark);stroke:none}.wide{overflow-x:auto}.warning{margin:0 0 .8em;padding:.5em .8em;border-left:4px solid var(--red);background:var(--red-soft)}
@page{size:A4;margin:11mm 12mm}
@media print{body{max-width:none;padding:0;font-size:7.9pt;line-height:1.27}h2{margin:.75em 0 .15em;break-after:avoid}.lead{margin:.15em 0 .45em;font-size:1.4em}dl{gap:.2rem 1rem;padding:.35em .6em;print-color-adjust:exact;-webkit-print-color-adjust:exact}.band::before{print-color-adjust:exact;-webkit-print-color-adjust:exact}
th,td{padding:.1em .6em .1em 0}li{margin:0}ul{margin:.1em 0}.only-screen{display:none}.left-out{display:list-item}footer{margin-top:.7em;padding-top:.3em}a{color:inherit;text-decoration:none}.wide{overflow:visible}}
`;

const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export const htmlAnswer = (report: Report) => ({
  body: reportAsHtml(report),
  headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': REPORT_POLICY },
});

export function reportAsHtml(report: Report): string {
  const { lang, title, headline, warning, sections, foot } = report;
  const body = [
    `<header><h1>${escaped(title)}</h1><p class="lead">${escaped(headline)}</p>${warning === null ? '' : `<p class="warning">${escaped(warning)}</p>`}</header>`,
    `<main><dl>${report.facts.map((fact, place) => factHtml(fact, place, report.band)).join('')}</dl>`,
    ...sections.map((section) => (section.kind === 'table' ? tableHtml(section) : linesHtml(section))),
    `</main><footer>${foot.map((said) => `<p>${footHtml(said)}</p>`).join('')}</footer>`,
  ].join('\n');
  return `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>\n<body>\n${body}\n</body></html>\n`;
}

/** A column of such texts is not broken into lines. */
const LONGEST_SHORT = 26;

/** The band, which comes second, has the colour of the score. */
function factHtml({ name, said }: Fact, place: number, band: string) {
  const text = place === 1 ? `<span class="band ${escaped(band)}">${saidHtml(said)}</span>` : saidHtml(said);
  return `<div${place === 0 ? ' class="score"' : ''}><dt>${escaped(name)}</dt><dd>${text}</dd></div>`;
}

function tableHtml({ title, head, rows, hasSum }: ReportTable) {
  const isNumber = (column: number) => rows.some((row) => row[column]?.value !== undefined);
  const isShort = (column: number) => rows.every((row) => (row[column]?.text.length ?? 0) <= LONGEST_SHORT);
  const classOf = (column: number) =>
    isNumber(column) ? ' class="n"' : isShort(column) ? ` class="${column === 0 ? 'k' : 's'}"` : '';
  const cells = (row: readonly Said[]) =>
    row.map((said, column) => `<td${classOf(column)}>${saidHtml(said)}</td>`).join('');
  const lines = rows.map(
    (row, place) => `<tr${hasSum && place === rows.length - 1 ? ' class="sum"' : ''}>${cells(row)}</tr>`,
  );
  const heads = head
    .map((name, column) => `<th scope="col"${classOf(column)}>${escaped(name)}</th>`)
    .join('');
  return `<section><h2>${escaped(title)}</h2><div class="wide"><table><thead><tr>${heads}</tr></thead><tbody>${lines.join('')}</tbody></table></div></section>`;
}

function linesHtml({ title, lines, printed, more }: ReportLines) {
  const items = lines.map(
    (said, place) => `<li${place < printed ? '' : ' class="only-screen"'}>${saidHtml(said)}</li>`,
  );
  const leftOut = lines.length > printed ? `<li class="left-out">${escaped(more)}</li>` : '';
  return `<section><h2>${escaped(title)}</h2><ul>${items.join('')}${leftOut}</ul></section>`;
}

function saidHtml({ text, value, note, dots, links = [] }: Said) {
  if (dots !== undefined) return dotsHtml(dots);
  const said = value === undefined ? escaped(text) : `<data value="${value}">${escaped(text)}</data>`;
  const explained = note === undefined ? '' : `<small>${escaped(note)}</small>`;
  return `${said}${links.map((link) => ` ${linkHtml(link, new URL(link).hostname)}`).join('')}${explained}`;
}

/** Equally likely values of 0 to 100; low chances have more room. */
function dotsHtml(values: readonly number[]) {
  const columns = Map.groupBy(values, (value) => Math.floor(Math.sqrt(value / 100) * 28));
  const dots = [...columns].flatMap(([column, held]) =>
    held.map(
      (value, row) =>
        `<circle class="${bandOf(value)}" cx="${4 * column + 2}" cy="${14 - Math.min(row, 8) * 1.5}" r="1.7"/>`,
    ),
  );
  return `<svg viewBox="0 0 116 16" aria-hidden="true"><path d="M0 15.8H116"/>${dots.join('')}</svg>`;
}

/** An address stands whole in the foot, where it is read from paper. */
const footHtml = ({ text, links = [] }: Said) =>
  links.reduce((said, link) => said.replace(escaped(link), linkHtml(link, link)), escaped(text));

const linkHtml = (link: string, text: string) =>
  `<a href="${escaped(link)}" rel="noreferrer">${escaped(text)}</a>`;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
