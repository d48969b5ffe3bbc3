package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Batch;
import io.tributary.model.Filter;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists: filtered, sorted and paged alike by every database. */
abstract class ListingContract extends StoreContract {
  private Documents<Flow> flows;

  @BeforeEach
  void open() {
    flows = new Documents<>(database(), Kind.FLOW, time);
  }

  private Stored<Flow> insert(Flow flow) {
    time.advanceMillis(10);
    return flows.insert(caller, Id.random(), flow);
  }

  private List<String> names(String... filters) {
    List<Filter> all = List.of(filters).stream().map(Filter::parse).toList();
    Query query = new Query(all, List.of(), List.of(), 100, null);
    assertThat(flows.count(caller, query)).isEqualTo(flows.list(caller, query).items().size());
    return flows.list(caller, query).items().stream()
        .map(stored -> String.valueOf(stored.value().name()))
        .toList();
  }

  @Test
  void theNewestComeFirstUnlessAskedOtherwise() {
    insert(flow("a"));
    insert(flow("b"));
    insert(flow("c"));
    assertThat(names()).containsExactly("c", "b", "a");
  }

  @Test
  void filtersOnColumnsAndOnPathsOfTheDocument() {
    insert(flow("Alpha", "enabled", "crm", "s1"));
    insert(flow("Beta", "draft", "crm", "s2"));
    insert(flow(null, "disabled", "files", "s3"));
    assertThat(names("name==\"ALPHA\"")).containsExactly("Alpha");
    assertThat(names("state==Draft")).containsExactly("Beta");
    assertThat(names("state!=draft")).containsExactly("null", "Alpha");
    assertThat(names("name!=alpha")).containsExactly("null", "Beta");
    assertThat(names("name==alpha,beta")).containsExactly("Beta", "Alpha");
    assertThat(names("flowSpec.id==CRM", "state==enabled")).containsExactly("Alpha");
    assertThat(names("sourceConnectionIds[]==s2")).containsExactly("Beta");
    assertThat(names("options.partialIngestionPercent>4")).hasSize(3);
    assertThat(names("options.partialIngestionPercent==5.0", "name>b")).containsExactly("Beta");
    assertThat(names("createdBy==ann@adobeid")).hasSize(3);
    assertThat(names("createdClient==EXC_APP")).hasSize(3);
    assertThat(names("createdAt>=" + time.millis())).containsExactly("null");
    assertThat(names("createdAt<" + time.millis())).containsExactly("Beta", "Alpha");
    assertThat(names("nothing.here==1")).isEmpty();
    assertThat(names("nothing.here!=1")).hasSize(3);
  }

  @Test
  void anIdIsFoundInWhateverCaseItIsAskedFor() {
    Documents<Batch> batches = new Documents<>(database(), Kind.BATCH, time);
    Batch batch =
        new Batch(
            "success",
            List.of(new Batch.RelatedObject("dataSet", "d")),
            null,
            null,
            0,
            0,
            0,
            Map.of(),
            null,
            null);
    batches.insert(caller, Id.of("01ABCDEFGHJKMNPQRSTVWXYZ00"), batch);
    for (String asked : List.of("01ABCDEFGHJKMNPQRSTVWXYZ00", "01abcdefghjkmnpqrstvwxyz00")) {
      assertThat(batches.count(caller, Query.where("id", asked))).isEqualTo(1);
    }
  }

  @Test
  void sortsByTheGivenFieldsAndThenByAge() {
    insert(flow("b", "enabled", "x", "s"));
    insert(flow("A", "disabled", "x", "s"));
    insert(flow("c", "disabled", "x", "s"));
    assertThat(sorted("name", false)).containsExactly("A", "b", "c");
    assertThat(sorted("name", true)).containsExactly("c", "b", "A");
    assertThat(sorted("createdAt", false)).containsExactly("b", "A", "c");
    Query both =
        new Query(
            List.of(),
            List.of(),
            List.of(new Query.Order("state", false), new Query.Order("name", true)),
            10,
            null);
    assertThat(flows.list(caller, both).items().stream().map(f -> f.value().name()))
        .containsExactly("c", "A", "b");
  }

  private List<String> sorted(String field, boolean descending) {
    Query query =
        new Query(List.of(), List.of(), List.of(new Query.Order(field, descending)), 10, null);
    return flows.list(caller, query).items().stream()
        .map(stored -> String.valueOf(stored.value().name()))
        .toList();
  }

  @Test
  void refusesToSortByWhatIsNoColumn() {
    assertThatThrownBy(() -> sorted("scheduleParams.interval", false))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("Fields to sort by");
  }

  @Test
  void refusesAPositionOfAnotherList() {
    for (List<String> position :
        List.of(List.of("a"), List.of("no number", "id"), List.of("1", "id", "more"))) {
      assertThatThrownBy(() -> flows.list(caller, Query.all().after(position)))
          .isInstanceOf(TributaryException.class)
          .hasMessageContaining("does not belong");
    }
  }

  @Test
  void pagesMeetEveryDocumentOnceThoughMostShareTheirSortKey() {
    Set<String> inserted = new HashSet<>();
    for (int i = 0; i < 23; i++) {
      inserted.add(flows.insert(caller, Id.random(), flow(i % 3 == 0 ? null : "n")).id().value());
    }
    for (Query.Order order :
        List.of(
            new Query.Order("createdAt", true),
            new Query.Order("name", false),
            new Query.Order("name", true))) {
      List<String> seen = walk(new Query(List.of(), List.of(), List.of(order), 5, null));
      assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(inserted);
    }
  }

  private List<String> walk(Query first) {
    List<String> seen = new ArrayList<>();
    Query query = first;
    while (query != null) {
      Query.Page<Stored<Flow>> page = flows.list(caller, query);
      page.items().forEach(stored -> seen.add(stored.id().value()));
      query = page.next();
    }
    return seen;
  }

  @Test
  void documentsInsertedWhilePagingMoveNothing() throws Exception {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      before.add(insert(flow("old " + i)).id().value());
    }
    AtomicBoolean walked = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 500 && !walked.get(); i++) {
                insert(flow("new " + i));
              }
            });
    writer.start();
    try {
      for (boolean descending : new boolean[] {true, false}) {
        Query.Order order = new Query.Order("createdAt", descending);
        List<String> seen =
            walk(
                new Query(
                    List.of(Filter.parse("options.partialIngestionPercent==5")),
                    List.of(),
                    List.of(order),
                    7,
                    null));
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
      }
    } finally {
      walked.set(true);
      writer.join();
    }
  }

  @Test
  void generatedFiltersFindWhatTheDocumentsThemselvesSay() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Stored<Flow>> all =
        IntStream.range(0, 60).mapToObj(i -> insert(generatedFlow(random))).toList();
    for (int i = 0; i < 300; i++) {
      List<Filter> filters = new ArrayList<>();
      for (int n = random.nextInt(3); n >= 0; n--) {
        filters.add(Filter.parse(generatedFilter(random, all)));
      }
      Query query = new Query(filters, List.of(), List.of(), 7, null);
      List<String> expected =
          all.stream()
              .filter(f -> filters.stream().allMatch(x -> x.matches(Json.tree(f))))
              .sorted(
                  Comparator.comparing((Stored<Flow> f) -> f.createdAt())
                      .thenComparing(f -> f.id().value())
                      .reversed())
              .map(f -> f.id().value())
              .toList();
      assertThat(walk(query)).as("seed %d: %s", seed, filters).isEqualTo(expected);
      assertThat(flows.count(caller, query))
          .as("seed %d: %s", seed, filters)
          .isEqualTo(expected.size());
    }
  }

  private static Flow generatedFlow(Random random) {
    return flow(
        random.nextInt(8) == 0
            ? null
            : pick(random, "Ärger", "alpha", "ALPHA", "b%", "b_", "c'd", "7"),
        pick(random, "enabled", "disabled", "draft"),
        pick(random, "crm", "CRM", "files"),
        pick(random, "s1", "s2", "S3"));
  }

  private static String generatedFilter(Random random, List<Stored<Flow>> all) {
    Stored<Flow> one = all.get(random.nextInt(all.size()));
    String path =
        pick(
            random,
            "name",
            "state",
            "flowSpec.id",
            "flowSpec.version",
            "sourceConnectionIds[]",
            "options.partialIngestionPercent",
            "createdAt",
            "updatedAt",
            "createdBy",
            "id",
            "etag");
    boolean several = random.nextInt(4) == 0;
    String op = several ? pick(random, "==", "!=") : pick(random, "==", "!=", "<", ">", "<=", ">=");
    String value = generatedValue(random, one);
    return path + op + (several ? value + "," + generatedValue(random, one) : value);
  }

  private static String generatedValue(Random random, Stored<Flow> one) {
    return pick(
        random,
        "\"ärger\"",
        "Alpha",
        "b%",
        "b_",
        "c'd",
        "7",
        "5.0",
        "ENABLED",
        "draft",
        "Crm",
        "s2",
        "s3",
        "Ann@AdobeID",
        Long.toString(one.createdAt()),
        one.id().value(),
        one.id().value().toUpperCase(java.util.Locale.ROOT));
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
