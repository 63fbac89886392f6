// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, language } from '#dashboard/words/language.ts';

const folder = join(import.meta.dirname, '../../../dashboard');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
);

/** Attributes that a person reads or hears. */
const SAID = /^(?:aria-label|aria-valuetext|aria-description|title|placeholder|alt)$/;
/** The name of the product is the same in every language, and the beginning of an address is no word. */
const NAMES = new Set(['Chokepoint', 'https://', 'kg']);
const isSaid = (text: string): boolean => /\p{L}{2}/u.test(text) && !NAMES.has(text.trim());

/** Texts of a file that stand in the code: within elements, and in attributes that are read or heard. */
function textsIn(name: string): readonly string[] {
  const source = ts.createSourceFile(
    name,
    readFileSync(join(folder, name), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const literal = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push(node.text);
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literal);
    else if (ts.isTemplateExpression(node))
      [node.head, ...node.templateSpans.map((span) => span.literal)].forEach(literal);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text);
    if (ts.isJsxExpression(node) && node.expression !== undefined && !ts.isJsxAttribute(node.parent))
      literal(node.expression);
    if (ts.isJsxAttribute(node) && SAID.test(node.name.getText()) && node.initializer !== undefined) {
      const { initializer } = node;
      literal(ts.isJsxExpression(initializer) ? (initializer.expression ?? initializer) : initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter(isSaid).map((text) => `${name}: ${text.trim()}`);
}

test('every text of the page stands in the catalogue', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap(textsIn)).toEqual([]);
});

/** Texts that are the same in both languages, or are no words. */
const SAME = /^(?:API|Webhook|JSON|CSV|PNG|Chokepoint|https?:.*|[^\p{L}]*)$/u;
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

describe('the catalogue', async () => {
  const modules = readdirSync(join(folder, 'words')).filter((name) => name !== 'language.ts');
  test.each(modules)('of %s has each text in both languages', async (name) => {
    const module = (await import(join(folder, 'words', name))) as Record<string, unknown>;
    const catalogues = Object.values(module).filter((value) => typeof value === 'object' && value !== null);
    for (const entries of catalogues as Record<string, unknown>[]) {
      for (const key of Object.keys(entries)) {
        const [en, ja] = LANGUAGES.map((lang) => {
          language.value = lang;
          const text = entries[key];
          return typeof text === 'function' ? String(text(2, 2, 2, 2)) : String(text);
        });
        expect([key, en !== ''], key).toEqual([key, true]);
        expect([key, ja, JAPANESE.test(ja ?? '') || SAME.test(ja ?? '') || ja === 'English'], key).toEqual([
          key,
          ja,
          true,
        ]);
        if (key !== 'otherLanguage') expect([key, JAPANESE.test(en ?? '')]).toEqual([key, false]);
      }
    }
  });
});
