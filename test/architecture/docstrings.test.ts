import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Texts of the doc comments of a module: those of its declarations, of their members, and of the file itself. */
function docComments(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true); // a file in .tsx is read as TSX
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const comment of ts.getJSDocCommentsAndTags(node)) {
      if (ts.isJSDoc(comment) && comment.parent === node) texts.push(ts.getTextOfJSDocComment(comment.comment) ?? '');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** First words of a text that has to be completed by the line above or below it. */
const NEEDS_ITS_NEIGHBOUR = /^(What|The same|Of)\b/;

/** Types of the client, generated from the contract: their comments are the summaries of its operations. */
const GENERATED = 'shared/client/api-schema.ts';

test('a doc comment can be read alone, as an editor shows it', () => {
  const files = globSync('{functions,shared,infra,dashboard}/**/*.{ts,tsx}').filter((file) => file !== GENERATED);
  const comments = files.flatMap((file) => docComments(file).map((text) => ({ file, text })));
  expect(comments.length).toBeGreaterThan(2500);
  expect(comments.filter(({ text }) => NEEDS_ITS_NEIGHBOUR.test(text)).map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});
