/**
 * How records become rows: attribute paths, type conversion and the Data Prep expression language.
 * Pure but for an injected clock; the only package that knows JEXL.
 */
package io.tributary.mapping;
