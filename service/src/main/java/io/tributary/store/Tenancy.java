package io.tributary.store;

import com.google.crypto.tink.Aead;
import io.tributary.model.Json;
import io.tributary.model.Sandbox;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Organisations, their sandboxes and API clients, and the keys of the service itself. */
public final class Tenancy {
  private final Jdbi jdbi;
  private final Aead aead;

  public Tenancy(Database database, Keys keys) {
    this.jdbi = database.jdbi();
    this.aead = keys.aead();
  }

  /** An organisation and the word that names its own part of the schema registry. */
  public record Organisation(String org, String tenant) {}

  /** A program that may ask for tokens; its secret is shown to the owner of the home only. */
  public record Client(String clientId, String org, String secret, String technicalAccount) {
    @Override
    public String toString() {
      return "Client[" + clientId + ", ***]";
    }
  }

  public Optional<Organisation> organisation(String org) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select org, tenant from organisations where org = :org")
                .bind("org", org)
                .map(
                    (row, context) ->
                        new Organisation(row.getString("org"), row.getString("tenant")))
                .findOne());
  }

  public List<Organisation> organisations() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select org, tenant from organisations order by number")
                .map(
                    (row, context) ->
                        new Organisation(row.getString("org"), row.getString("tenant")))
                .list());
  }

  public List<Sandbox> sandboxes(String org) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select body from sandboxes where org = :org order by name")
                .bind("org", org)
                .map((row, context) -> Json.read(row.getString("body"), Sandbox.class))
                .list());
  }

  public Optional<Client> client(String clientId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from clients where client_id = :id")
                .bind("id", clientId)
                .map(
                    (row, context) ->
                        new Client(
                            row.getString("client_id"),
                            row.getString("org"),
                            Secrets.decrypt(
                                aead, row.getString("ciphertext"), "client|" + clientId),
                            row.getString("technical_account")))
                .findOne());
  }

  /** The first client of an organisation: the one that came with the home. */
  public Optional<Client> firstClient(String org) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select client_id from clients where org = :org order by client_id limit 1")
                    .bind("org", org)
                    .mapTo(String.class)
                    .findOne())
        .flatMap(this::client);
  }

  /** Adds an organisation with its first sandbox and client, all or nothing. */
  public void add(Organisation organisation, Sandbox sandbox, Client client) {
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              "insert into organisations select ?, ?, count(*) from organisations",
              organisation.org(),
              organisation.tenant());
          handle.execute(
              "insert into sandboxes values (?, ?, ?, ?)",
              organisation.org(),
              sandbox.name(),
              sandbox.id(),
              Json.write(sandbox));
          handle.execute(
              "insert into clients values (?, ?, ?, ?)",
              client.clientId(),
              client.org(),
              Secrets.encrypt(aead, client.secret(), "client|" + client.clientId()),
              client.technicalAccount());
        });
  }

  /** A key of the service, made on first use. */
  public String serviceKey(String name, Supplier<String> maker) {
    jdbi.useHandle(
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
