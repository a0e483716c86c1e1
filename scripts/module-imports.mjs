import { parseSync } from "oxc-parser";

/**
 * Lists what a module imports, in any form: `import`, `export … from`, `import()`, `import("…").Type`,
 * `import x = require()` and `require()`. Comments and strings that look like imports are not taken for one.
 *
 * @param {string} path Name of the file; its ending says the language.
 * @param {string} text
 * @returns {string[]} The specifiers in the order of the file. An import that is computed at run time is
 *   `"<computed>"`.
 * @throws {Error} When the file does not parse.
 */
export function moduleImports(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  /** @type {string[]} */
  const found = [];
  visit(program, (node) => {
    const source = importSource(node);
    if (source) found.push(typeof source.value === "string" ? source.value : "<computed>");
  });
  return found;
}

/**
 * @param {any} node
 * @returns {{ value?: unknown } | null | undefined} The node of the specifier, when this is an import.
 */
function importSource(node) {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return node.source;
    case "TSExternalModuleReference":
      return node.expression;
    case "CallExpression":
      return node.callee.type === "Identifier" && node.callee.name === "require"
        ? node.arguments[0]
        : undefined;
    default:
      return undefined;
  }
}

/**
 * @param {unknown} value A node, a list of nodes, or any other field of a node.
 * @param {(node: object) => void} onNode
 */
function visit(value, onNode) {
  if (typeof value !== "object" || value === null) return;
  if ("type" in value && typeof value.type === "string") onNode(value);
  for (const child of Object.values(value)) visit(child, onNode);
}
