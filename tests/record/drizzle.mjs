// Prints the columns of a Drizzle table, each as name, type and whether it must be there, and its indexes, each as
// name, whether it is unique and columns. The database names those of a primary key and of a unique column.
import { pathToFileURL } from "node:url";
import { getTableConfig } from "drizzle-orm/pg-core";

const { apiKeys } = await import(pathToFileURL(process.argv[2]));
const { columns, indexes } = getTableConfig(apiKeys);
const keys = columns.filter((column) => column.primary || column.isUnique).map((column) => [null, true, column.name]);
const named = indexes.map(({ config }) => [
  config.name,
  config.unique,
  config.columns.map((column) => column.name).join(),
]);
console.log(
  JSON.stringify({
    columns: columns.map((column) => [column.name, column.getSQLType(), column.notNull]),
    indexes: [...keys, ...named],
  }),
);
