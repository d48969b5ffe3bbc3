package io.tributary.source;

import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sources that work here, by the id of their specification. */
public final class Sources {
  private final Map<String, Source> bySpec = new LinkedHashMap<>();

  public Sources(List<Source> sources) {
    sources.forEach(source -> bySpec.put(source.spec().id(), source));
  }

  public List<ConnectionSpec> specs() {
    return bySpec.values().stream().map(Source::spec).toList();
  }

  public boolean has(String specId) {
    return bySpec.containsKey(specId);
  }

  public Source of(String specId) {
    Source source = bySpec.get(specId);
    if (source == null) {
      throw new TributaryException(
          ErrorCode.SPEC_UNKNOWN,
          "No source with the connection specification " + specId + " works here.");
    }
    return source;
  }
}
