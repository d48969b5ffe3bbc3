package io.tributary;

import io.tributary.dataset.Datasets;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Keys;
import io.tributary.store.Kind;
import io.tributary.store.Tenancy;
import java.time.Clock;

/** What all rules stand on: the metadata database, the warehouse, the keys, the clock. */
record Ground(Database database, Datasets datasets, Keys keys, Tenancy tenancy, Clock clock)
    implements AutoCloseable {

  static Ground open(Config config, Clock clock) {
    Keys keys = Keys.open(Tributary.keyFile(config.home()));
    String url = config.databaseUrl();
    Database database = Database.open(url, config.databaseUser(), config.databasePassword());
    Datasets datasets =
        new Datasets(
            config.warehouse(),
            url,
            Database.connection(url, config.databaseUser(), config.databasePassword()));
    return new Ground(database, datasets, keys, new Tenancy(database, keys), clock);
  }

  <T> Documents<T> documents(Kind<T> kind) {
    return new Documents<>(database, kind, clock);
  }

  @Override
  public void close() {
    datasets.close();
    database.close();
  }
}
