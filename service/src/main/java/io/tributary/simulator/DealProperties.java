package io.tributary.simulator;

import static io.tributary.simulator.Property.choice;
import static io.tributary.simulator.Property.datetime;
import static io.tributary.simulator.Property.number;
import static io.tributary.simulator.Property.text;

import java.util.List;
import java.util.stream.Stream;

/** The properties of deals. */
final class DealProperties {
  private static final List<String> STAGES =
      List.of(
          "appointmentscheduled",
          "qualifiedtobuy",
          "presentationscheduled",
          "decisionmakerboughtin",
          "contractsent",
          "closedwon",
          "closedlost");
  private static final List<String> TYPES = List.of("newbusiness", "existingbusiness");
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");

  private DealProperties() {}

  static ObjectType type() {
    return new ObjectType(
        "deals",
        "0-3",
        "hs_lastmodifieddate",
        39_000_000_000L,
        List.of("amount", "closedate", "dealname", "dealstage", "pipeline"),
        List.of("dealname", "description"),
        Stream.of(Common.properties("hs_lastmodifieddate"), own())
            .flatMap(List::stream)
            .map(p -> p.withGroup("dealinformation"))
            .toList());
  }

  private static List<Property> own() {
    return List.of(
        text("dealname", "Deal Name", DealProperties::name),
        choice("dealstage", "Deal Stage", STAGES, r -> r.pick("dealstage", STAGES))
            .asField("radio"),
        choice("pipeline", "Pipeline", List.of("default"), r -> "default"),
        choice(
                "dealtype",
                "Deal Type",
                TYPES,
                r -> r.chance("type?", 60) ? r.pick("type", TYPES) : null)
            .asField("radio"),
        choice("deal_currency_code", "Currency", CURRENCIES, r -> r.pick("currency", CURRENCIES)),
        number("amount", "Amount", r -> Common.decimal(r, "amount", 85)),
        number(
                "hs_deal_stage_probability",
                "Deal probability",
                r -> "0." + r.draw("probability", 10))
            .asCalculated(),
        datetime("closedate", "Close Date", r -> Common.moment(r, "closedate", 75)),
        Property.of(
            "description",
            "Deal Description",
            "string",
            "textarea",
            r -> r.chance("text?", 20) ? r.pick("words", Words.list("messages")) : null),
        text("closed_lost_reason", "Closed Lost Reason", r -> r.chance("lost", 8) ? "Price" : null),
        text("hubspot_owner_id", "Deal owner", r -> Common.owner(r, 90)),
        number(
                "num_associated_contacts",
                "Number of Associated Contacts",
                r -> Common.count(r, "contacts", 100, 4))
            .asCalculated());
  }

  private static String name(Generated r) {
    return CompanyProperties.name(r.key()) + " – " + r.pick("thing", Words.list("dealThings"));
  }
}
