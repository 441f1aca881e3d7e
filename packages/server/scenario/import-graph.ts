/**
 * Walks what a module really loads, through workspace packages, and finds the shortest way to each module.
 * Types are erased before anything runs, so imports of types only are not ways.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(import.meta.dirname, "../../..");

/** File → the file that led to it, nearest first; the entry leads to itself. */
export type Graph = ReadonlyMap<string, string>;

/** @param passing a module that is met but not walked on from */
export function walkImports(entry: string, passing: (file: string) => boolean = () => false): Graph {
  const from = new Map<string, string>([[entry, entry]]);
  const next = [entry];
  for (let file = next.shift(); file !== undefined; file = next.shift()) {
    if (passing(file)) continue;
    for (const specifier of importsOf(file)) {
      const target = resolveImport(specifier, file);
      if (target === null || from.has(target)) continue;
      from.set(target, file);
      next.push(target);
    }
  }
  return from;
}

/** The way from the entry to this file, one line a step. */
export function chainTo(graph: Graph, file: string): string {
  const steps = [file];
  for (let at = file, before = graph.get(at); before !== undefined && before !== at; before = graph.get(at)) {
    steps.unshift(before);
    at = before;
  }
  return steps.map((step, index) => `${"  ".repeat(index)}${relative(ROOT, step)}`).join("\n");
}

/** What a module imports, re-exports, or asks for while it runs. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      if (node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) found.push(node.moduleSpecifier.text);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      if (!node.isTypeOnly && ts.isStringLiteral(node.moduleSpecifier)) found.push(node.moduleSpecifier.text);
    } else if (ts.isCallExpression(node)) {
      const asks = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require";
      const [first] = node.arguments;
      // A name made up at run time could lead anywhere, so it may not be used at all.
      if (asks) found.push(first !== undefined && ts.isStringLiteralLike(first) ? first.text : UNKNOWN);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const UNKNOWN = "\0";

/** The file of the house that a specifier names; null for Node's own modules and packages from elsewhere. */
function resolveImport(specifier: string, from: string): string | null {
  if (specifier === UNKNOWN) throw new Error(`an import whose name is made up at run time: ${relative(ROOT, from)}`);
  if (specifier.startsWith(".")) return present(resolve(dirname(from), specifier), from);
  const [, name, rest] = /^@fairlead\/([^/]+)(\/.+)?$/.exec(specifier) ?? [];
  if (name === undefined) return null;
  const folder = join(ROOT, "packages", name);
  const { exports } = createRequire(import.meta.url)(join(folder, "package.json")) as {
    exports: Record<string, string>;
  };
  const target = exports[`.${rest ?? ""}`];
  if (target === undefined) throw new Error(`${specifier} is not exported, but imported by ${relative(ROOT, from)}`);
  return present(join(folder, target), from);
}

function present(file: string, from: string): string {
  if (!existsSync(file))
    throw new Error(`${relative(ROOT, file)} does not exist, but is imported by ${relative(ROOT, from)}`);
  return file;
}

const OPENS = /\bsubtle\s*\.\s*decrypt\b|\bsuite\s*\.\s*open\b|\.createRecipientContext\b|\bcreateDecipheriv\b/;

/**
 * A module that opens something sealed: by the protocol's way of naming them (`…-open.ts`), or by what it does,
 * should one ever be named otherwise.
 */
export function opens(file: string): boolean {
  return /-open\.ts$/.test(file) || OPENS.test(readFileSync(file, "utf8"));
}

export function packageOf(file: string): string {
  return /packages\/([^/]+)\//.exec(relative(ROOT, file))?.[1] ?? "";
}
