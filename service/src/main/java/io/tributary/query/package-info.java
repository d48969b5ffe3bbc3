/**
 * Questions in SQL. The engine, DuckDB, is known here and nowhere else, and never runs inside the
 * service: it has a process of its own, which can be ended.
 */
package io.tributary.query;
