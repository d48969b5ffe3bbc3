package io.tributary.query;

import io.tributary.model.TableFiles;
import java.util.Collection;

/** The tables that somebody may ask for; there are no others. */
public interface Tables {
  /** The names of all. */
  Collection<String> names();

  /** How one of them is read. */
  TableFiles files(String name);
}
