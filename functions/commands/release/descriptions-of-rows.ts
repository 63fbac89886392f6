import { readFileSync } from 'node:fs';
import ts from 'typescript';

const FILE = new URL('../../../shared/domain/vocabulary/reference-data.ts', import.meta.url);
type Columns = ReadonlyMap<string, string>;

/** The comment before a column of a row, by table and column: what zod does not keep. */
export function descriptionsOfRows(): ReadonlyMap<string, Columns> {
  const source = ts.createSourceFile(FILE.pathname, readFileSync(FILE, 'utf8'), ts.ScriptTarget.Latest, true);
  const declared = new Map<string, ts.ObjectLiteralExpression>();
  const find = (node: ts.Node, name: string): void => {
    if (ts.isVariableDeclaration(node)) ts.forEachChild(node, (child) => find(child, node.name.getText()));
    else if (ts.isObjectLiteralExpression(node)) declared.set(name, node);
    else ts.forEachChild(node, (child) => find(child, name));
  };
  find(source, '');
  const columnsOf = (name: string): [string, string][] =>
    (declared.get(name)?.properties ?? []).flatMap((property): [string, string][] => {
      if (ts.isSpreadAssignment(property)) return columnsOf(property.expression.getText());
      const comments = ts.getJSDocCommentsAndTags(property).filter(ts.isJSDoc);
      return comments.map(({ comment = '' }) => [
        property.name.getText(),
        String(comment).replace(/\s+/g, ' ').replaceAll('`', ''),
      ]);
    });
  const tables = declared.get('referenceData')?.properties ?? ([] as readonly ts.ObjectLiteralElementLike[]);
  return new Map(
    tables.map((table) => [
      table.name?.getText() ?? '',
      new Map(columnsOf(/array\((\w+)\)/.exec(table.getText())?.[1] ?? '')),
    ]),
  );
}
