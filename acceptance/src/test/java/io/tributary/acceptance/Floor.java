package io.tributary.acceptance;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The least that a service can do, by hand: the same HTTP server, the same database with the same
 * promises, one row read or written. No token, no tenant, no rule. What the real one costs is told
 * beside it.
 */
final class Floor extends Handler.Abstract {
  private static final String ID = "flow";

  private final ThreadLocal<Statements> statements;

  private record Statements(PreparedStatement read, PreparedStatement write) {}

  private Floor(String database, String body) {
    this.statements = ThreadLocal.withInitial(() -> prepare(database));
    insert(statements.get(), ID, body);
  }

  private static Statements prepare(String database) {
    Properties properties = new Properties();
    properties.put("journal_mode", "WAL");
    properties.put("synchronous", "FULL");
    properties.put("busy_timeout", "20000");
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database, properties);
      connection
          .createStatement()
          .execute("create table if not exists t (id text primary key, body text)");
      return new Statements(
          connection.prepareStatement("select body from t where id = ?"),
          connection.prepareStatement("insert into t (id, body) values (?, ?)"));
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Statements statements, String id, String body) {
    try {
      statements.write().setString(1, id);
      statements.write().setString(2, body);
      statements.write().executeUpdate();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean reading = request.getMethod().equals("GET");
    String answer = reading ? read(statements.get()) : write(Content.Source.asString(request));
    response.setStatus(reading ? 200 : 201);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, answer, callback);
    return true;
  }

  private static String read(Statements statements) throws java.sql.SQLException {
    statements.read().setString(1, ID);
    try (ResultSet row = statements.read().executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  private String write(String body) {
    String id = UUID.randomUUID().toString();
    insert(statements.get(), id, body);
    return "{\"id\":\"" + id + "\"}";
  }

  /** Prints its URL and serves until it is killed; the row to read comes from standard input. */
  public static void main(String[] arguments) throws Exception {
    String body = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Floor(arguments[0], body));
    server.start();
    System.out.println("http://127.0.0.1:" + connector.getLocalPort());
    server.join();
  }
}
