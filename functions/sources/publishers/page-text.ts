import type { parseDocument } from 'htmlparser2';

type PageNode = ReturnType<typeof parseDocument>['children'][number];

const BLOCKS = new Set([
  'br',
  'p',
  'div',
  'li',
  'tr',
  'td',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'section',
  'ul',
  'ol',
  'table',
]);
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'nav', 'footer']);

/** Without scripts, menus and foot. */
export const blockText = (node: PageNode): string => {
  if (node.type === 'text') return node.data;
  if (!('attribs' in node)) return '';
  const name = node.name.toLowerCase();
  if (SILENT.has(name)) return '';
  const inner = node.children.map(blockText).join('');
  return BLOCKS.has(name) ? `\n${inner}\n` : inner;
};
