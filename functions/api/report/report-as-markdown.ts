/** A report as Markdown (CommonMark with tables), for board papers that are written elsewhere and for language models. */
import type { Report, ReportLines, ReportTable, Said } from './report.ts';

export function reportAsMarkdown({ title, headline, facts, sections, foot }: Report): string {
  const blocks = [
    `# ${safe(title)}`,
    `**${safe(headline)}**`,
    facts.map(({ name, said }) => `- ${safe(name)}: **${saidMarkdown(said)}**`).join('\n'),
    ...sections.flatMap((section) => [
      `## ${safe(section.title)}`,
      section.kind === 'table' ? tableMarkdown(section) : linesMarkdown(section),
    ]),
    '---',
    foot.map(({ text }) => safe(text)).join('\n\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function tableMarkdown({ head, rows, hasSum }: ReportTable): string {
  const isNumber = (column: number): boolean => rows.some((row) => row[column]?.value !== undefined);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = rows.map((row, place) => {
    const cells = row.map(saidMarkdown);
    return line(hasSum && place === rows.length - 1 ? cells.map((cell) => (cell === '' ? '' : `**${cell}**`)) : cells);
  });
  return [line(head.map(safe)), line(head.map((_, column) => (isNumber(column) ? '---:' : '---'))), ...lines].join('\n');
}

const linesMarkdown = ({ lines }: ReportLines): string => lines.map((said) => `- ${saidMarkdown(said)}`).join('\n');

function saidMarkdown({ text, note, links = [] }: Said): string {
  const sources = links.map((link) => ` [${safe(new URL(link).hostname)}](<${link}>)`).join('');
  return `${safe(text)}${sources}${note === undefined ? '' : `: ${safe(note)}`}`;
}

/** Texts are text: nothing of them becomes markup or a further cell. Addresses stay as they are, so that they can be followed. */
const safe = (text: string): string =>
  text
    .split(/(https?:[/][/]\S+)/)
    .map((part, place) => (place % 2 === 1 ? part : part.replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&').replaceAll(/\s+/g, ' ')))
    .join('');
