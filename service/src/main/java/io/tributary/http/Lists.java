package io.tributary.http;

import io.javalin.http.Context;
import io.tributary.control.PageTokens;
import io.tributary.model.Caller;
import io.tributary.model.Fields;
import io.tributary.model.Filter;
import io.tributary.model.Query;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToLongBiFunction;

/** Lists of nouns: asked for in an address or in the body of a search, page by page. */
final class Lists {
  private final Access access;
  private final PageTokens tokens;

  Lists(Access access, PageTokens tokens) {
    this.access = access;
    this.tokens = tokens;
  }

  /**
   * A noun that can be listed.
   *
   * @param resource its name in addresses
   * @param fields what conditions may name
   */
  record Noun<T>(
      String resource,
      Fields fields,
      BiFunction<Caller, Query, Query.Page<T>> list,
      ToLongBiFunction<Caller, Query> count) {}

  <T> void list(Context ctx, Noun<T> noun) {
    answer(ctx, noun, access.caller(ctx), Asked.inAddress(ctx));
  }

  /**
   * The same where the address names what the documents belong to.
   *
   * @param owner throws if there is no such thing
   */
  <T> void list(Context ctx, Noun<T> noun, Consumer<Caller> owner, Filter belonging) {
    Caller caller = access.caller(ctx);
    owner.accept(caller);
    answer(ctx, noun, caller, Asked.inAddress(ctx).and(belonging));
  }

  <T> void search(Context ctx, Noun<T> noun) {
    answer(ctx, noun, access.caller(ctx), Asked.inBody(ctx));
  }

  private <T> void answer(Context ctx, Noun<T> noun, Caller caller, Asked asked) {
    Query query = asked.query(noun.fields(), token -> tokens.read(caller, noun.resource(), token));
    if (asked.count()) {
      Answers.write(ctx, Map.of("count", noun.count().applyAsLong(caller, query)));
      return;
    }
    Query.Page<T> page = noun.list().apply(caller, query);
    String next = page.next() == null ? null : tokens.write(caller, noun.resource(), page.next());
    Answers.page(
        ctx,
        page.items(),
        query.projection(),
        next == null ? null : "/" + noun.resource() + "?continuationToken=" + next);
  }
}
