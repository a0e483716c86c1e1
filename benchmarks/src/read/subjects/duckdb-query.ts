/*
 * DuckDB over the same files, as its documentation says it: `duckdb-query.js SQL` prints the first
 * column of the first row.
 */
import { DuckDBInstance } from "@duckdb/node-api";

const [sql = ""] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const reader = await connection.runAndReadAll(sql);
process.stdout.write(`${String(reader.getRows()[0]?.[0])}\n`);
