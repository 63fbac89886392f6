// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { language } from '#dashboard/words/language.ts';
import { LANGUAGES } from '#domain/vocabulary/template.ts';

const folder = join(import.meta.dirname, '../../../dashboard');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
);

/** Attributes that a person reads or hears. */
const SAID = /^(?:aria-label|aria-valuetext|aria-description|title|placeholder|alt)$/;
/** The name of the product is the same in every language, and the beginning of an address is no word. */
const NAMES = new Set(['Chokepoint', 'https://', 'kg']);
const isSaid = (text: string): boolean => /\p{L}{2}/u.test(text) && !NAMES.has(text.trim());

const sourceOf = (name: string): ts.SourceFile =>
  ts.createSourceFile(
    name,
    readFileSync(join(folder, name), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );

/** Texts of a file that stand in the code: within elements, and in attributes that are read or heard. */
function textsIn(name: string): readonly string[] {
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
  visit(sourceOf(name));
  return found.filter(isSaid).map((text) => `${name}: ${text.trim()}`);
}

test('every text of the page stands in the catalogue', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap(textsIn)).toEqual([]);
});

/** Texts that are the same in both languages, or are no words. */
const SAME = /^(?:API|Webhook|JSON|CSV|PNG|Chokepoint|https?:.*|[^\p{L}]*)$/u;
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

const PLACE = /\{(\w+)[^}]*\}/g;
const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(PLACE)].map(([, name = '']) => name).sort();

const modules = readdirSync(join(folder, 'words')).filter((name) => /^(?!language).*ts$/.test(name));
const exported = await Promise.all(
  modules.map(async (name) => Object.entries(await import(join(folder, 'words', name)))),
);
const catalogues = new Map(
  exported.flat().filter((one): one is [string, Record<string, string>] => typeof one[1] === 'object'),
);

describe('the catalogue', () => {
  test.each([...catalogues])('%s has each text in both languages, with the same values', (_, texts) => {
    const faults = Object.keys(texts).filter((key) => {
      const [en = '', ja = ''] = LANGUAGES.map((lang) => {
        language.value = lang;
        return texts[key];
      });
      const isJapanese = JAPANESE.test(ja) || SAME.test(ja.replaceAll(PLACE, '')) || ja === 'English';
      const isEnglish = en !== '' && (key === 'otherLanguage' || !JAPANESE.test(en));
      return !isJapanese || !isEnglish || String(placesIn(ja)) !== String(placesIn(en));
    });
    expect(faults).toEqual([]);
  });

  /** Texts of a file that are read without a value for each of their places. */
  function unfilled(file: string): readonly string[] {
    const found: string[] = [];
    const visit = (node: ts.Node, given: readonly string[]): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'filled') {
        const [text, values] = node.arguments;
        const named =
          values !== undefined && ts.isObjectLiteralExpression(values)
            ? values.properties.map((value) => value.name?.getText() ?? '')
            : [];
        if (text !== undefined) visit(text, named);
        if (values !== undefined) visit(values, []);
        return;
      }
      if (ts.isPropertyAccessExpression(node)) {
        const text = catalogues.get(node.expression.getText())?.[node.name.text] ?? '';
        if (placesIn(text).some((place) => !given.includes(place))) found.push(`${file}: ${node.getText()}`);
      }
      ts.forEachChild(node, (child) => visit(child, given));
    };
    visit(sourceOf(file), []);
    return found;
  }

  test('gets a value for every place of a text', () => {
    expect(catalogues.size).toBeGreaterThan(10);
    expect(files.flatMap(unfilled)).toEqual([]);
  });
});
