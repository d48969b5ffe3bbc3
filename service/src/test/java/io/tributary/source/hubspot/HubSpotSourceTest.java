package io.tributary.source.hubspot;

import io.tributary.model.Connection;
import io.tributary.simulator.Credentials;
import io.tributary.simulator.Faults;
import io.tributary.simulator.Options;
import io.tributary.source.Source;
import io.tributary.source.SourceContract;
import java.util.List;
import java.util.Map;

final class HubSpotSourceTest extends SourceContract {
  @Override
  protected Remote open() {
    return new Portal(
        new Bench(
            Options.defaults()
                .withContacts(6_000)
                .withCompanies(730)
                .withDeals(2_700)
                .withRateLimit(0)));
  }

  @Override
  protected List<String> objects() {
    return List.of("Hubspot.Contacts", "Hubspot.Companies", "Hubspot.All_Deals");
  }

  @Override
  protected List<Wrong> wrong(Remote remote) {
    Bench bench = ((Portal) remote).bench();
    return List.of(
        wrong(bench, "clientId", "missing or unknown client id"),
        wrong(bench, "clientSecret", "missing or invalid client secret"),
        wrong(bench, "refreshToken", "refresh token is invalid, expired or revoked"),
        new Wrong(
            Bench.privateApp("pat-na1-not-ours"),
            "pat-na1-not-ours",
            "Authentication credentials not found"));
  }

  private static Wrong wrong(Bench bench, String credential, String words) {
    String value = "0ddba11-" + credential;
    return new Wrong(bench.connection(Map.of(credential, value)), value, words);
  }

  @Override
  protected List<String> secrets(Remote remote) {
    Credentials own = ((Portal) remote).bench().simulator.credentials();
    return List.of(own.clientSecret(), own.accessToken(), own.refreshToken());
  }

  private record Portal(Bench bench) implements Remote {
    @Override
    public Source source() {
      return bench.source;
    }

    @Override
    public Connection connection() {
      return bench.connection;
    }

    @Override
    public void limit(int calls) {
      bench.simulator.faults(Faults.none().failing(calls, 429));
    }

    @Override
    public List<String> ids(String object) {
      return bench.ids(Bench.OBJECTS.getOrDefault(object, ""));
    }

    @Override
    public void close() {
      bench.close();
    }
  }
}
