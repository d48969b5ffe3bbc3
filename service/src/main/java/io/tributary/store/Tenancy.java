package io.tributary.store;

import com.google.crypto.tink.Aead;
import io.tributary.model.ApiClient;
import io.tributary.model.Id;
import io.tributary.model.Organisation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * What must be known before a caller is: the organisations, whose API client asks with which
 * secret, and the keys of the service itself.
 */
public final class Tenancy {
  private final Database database;
  private final Jdbi jdbi;
  private final Aead aead;

  public Tenancy(Database database, Keys keys) {
    this.database = database;
    this.jdbi = database.jdbi();
    this.aead = keys.aead();
  }

  /** What an API client proves itself with. */
  public record Credential(Id<ApiClient> client, String org, String secret) {
    @Override
    public String toString() {
      return "Credential[" + client + ", ***]";
    }
  }

  public Optional<Organisation> organisation(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select org, name, tenant from organisations where org = :org")
                .bind("org", id)
                .map((row, context) -> organisation(row))
                .findOne());
  }

  /** All of them, the home's own first. */
  public List<Organisation> organisations() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select org, name, tenant from organisations order by number, org")
                .map((row, context) -> organisation(row))
                .list());
  }

  private static Organisation organisation(ResultSet row) throws SQLException {
    return new Organisation(row.getString("org"), row.getString("name"), row.getString("tenant"));
  }

  /** Whether it was added: no other may have its id or its tenant's word. */
  public boolean add(Organisation organisation) {
    return database.change(
            handle ->
                handle.execute(
                    """
                    insert into organisations (org, tenant, number, name)
                    select ?, ?, count(*), ? from organisations where true
                    on conflict do nothing
                    """,
                    organisation.id(),
                    organisation.tenant(),
                    organisation.name()))
        == 1;
  }

  public Optional<Credential> credential(Id<ApiClient> client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select org, ciphertext from clients where client_id = :id")
                .bind("id", client.value())
                .map(
                    (row, context) ->
                        new Credential(
                            client,
                            row.getString("org"),
                            Secrets.decrypt(aead, row.getString("ciphertext"), binding(client))))
                .findOne());
  }

  /** Gives an API client its secret, in place of any earlier one. */
  public void put(Credential credential) {
    database.change(
        handle ->
            handle.execute(
                """
                insert into clients (client_id, org, ciphertext) values (?, ?, ?)
                on conflict (client_id) do update set ciphertext = excluded.ciphertext
                """,
                credential.client().value(),
                credential.org(),
                Secrets.encrypt(aead, credential.secret(), binding(credential.client()))));
  }

  public void deleteCredential(String org, Id<ApiClient> client) {
    database.change(
        handle ->
            handle.execute(
                "delete from clients where org = ? and client_id = ?", org, client.value()));
  }

  private static String binding(Id<ApiClient> client) {
    return "client|" + client;
  }

  /** A key of the service, made on first use. */
  public String serviceKey(String name, Supplier<String> maker) {
    database.change(
        handle ->
            handle.execute(
                "insert into service_keys values (?, ?) on conflict (name) do nothing",
                name,
                findKey(name).isPresent()
                    ? ""
                    : Secrets.encrypt(aead, maker.get(), "key|" + name)));
    return findKey(name).orElseThrow();
  }

  private Optional<String> findKey(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select ciphertext from service_keys where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(ciphertext -> Secrets.decrypt(aead, ciphertext, "key|" + name)));
  }
}
