package io.tributary.model;

/**
 * Who owns sandboxes and everything in them.
 *
 * @param id {@code …@AdobeOrg}
 * @param tenant the word that names its own part of the schema registry and of the warehouse
 */
public record Organisation(String id, String name, String tenant) {}
