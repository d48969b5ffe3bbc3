/** The nouns of the API as immutable values: no I/O, no clock, no logger. */
package io.tributary.model;
