package io.loyaltysuite.schemas;

/**
 * A schema and the id it has for good: ids stand in front of every record, so they are data.
 *
 * @param fingerprint SHA-256 of the schema's text as Avro prints it
 * @param id the registry's id
 * @param subject where it is registered; empty when it was only met in a record
 * @param schema the schema's text
 */
public record RememberedSchema(String fingerprint, int id, String subject, String schema) {}
