// Validates a Prisma schema with Prisma's own parser, and prints it as Prisma writes it, with the columns of its
// model: name, type of the database and whether it must be there; and with its indexes: name, whether it is unique and
// columns. The database names those of an id and of a unique field.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const prisma = createRequire(import.meta.url)("@prisma/prisma-schema-wasm");
const text = readFileSync(process.argv[2], "utf8");
const files = [["schema.prisma", text]];
prisma.validate(JSON.stringify({ prismaSchema: files, noColor: true }));
const { datamodel } = JSON.parse(prisma.get_dmmf(JSON.stringify({ prismaSchema: files, noColor: true })));
const types = { String: "text", Int: "integer", DateTime: "timestamp with time zone" };
const [model] = datamodel.models;
const columns = model.fields.map((field) => {
  const type = types[field.type] + (field.isList ? "[]" : "");
  return [field.dbName ?? field.name, type, field.isRequired];
});
const columnOf = new Map(model.fields.map((field) => [field.name, field.dbName ?? field.name]));
const indexes = datamodel.indexes.map(({ type, dbName, fields }) => {
  const isKey = type === "id" || type === "unique";
  return [isKey ? null : dbName, isKey, fields.map((field) => columnOf.get(field.name)).join()];
});
if (model.dbName !== "api_keys") throw new Error(`the table is called ${model.dbName}`);
const params = { textDocument: { uri: "schema.prisma" }, options: { tabSize: 2, insertSpaces: true } };
const [[, formatted]] = JSON.parse(prisma.format(JSON.stringify(files), JSON.stringify(params)));
console.log(JSON.stringify({ formatted, columns, indexes }));
