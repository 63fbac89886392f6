import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Names that a module declares and exports. What it only passes on (`export ... from`) is the same thing under its own name. */
function declaredExports(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    return isExported === true ? namesOf(statement) : [];
  });
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  }
  const { name } = statement as { readonly name?: ts.Identifier };
  return name === undefined ? [] : [name.text];
}

/** Every function of AWS is called `handler`: the name is that of the file. */
const OF_EVERY_FILE = ['handler'];

/**
 * The client is copied out of this repository and speaks of the API from outside: its `Score` is what the contract calls `Score`, made from
 * the OpenAPI document. Nothing here imports both under one name unless it says which.
 */
const SPOKEN_FROM_OUTSIDE = /^shared\/client\//;

test('no two exported things have one name', () => {
  const filesOf = new Map<string, Set<string>>();
  const files = globSync('{shared,functions,infra}/**/*.ts').filter((file) => !SPOKEN_FROM_OUTSIDE.test(file));
  for (const file of files) {
    for (const name of declaredExports(file)) filesOf.set(name, (filesOf.get(name) ?? new Set()).add(file));
  }
  const shared = [...filesOf].filter(([name, places]) => places.size > 1 && !OF_EVERY_FILE.includes(name));
  expect(filesOf.size).toBeGreaterThan(900);
  expect(Object.fromEntries(shared.map(([name, places]) => [name, [...places]]))).toEqual({});
});
