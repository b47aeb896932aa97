// Prints the columns of a Drizzle table: name, type and whether it must be there.
import { pathToFileURL } from "node:url";
import { getTableConfig } from "drizzle-orm/pg-core";

const { apiKeys } = await import(pathToFileURL(process.argv[2]));
const { columns } = getTableConfig(apiKeys);
console.log(JSON.stringify(columns.map((column) => [column.name, column.getSQLType(), column.notNull])));
