package io.tributary.simulator;

import static io.tributary.simulator.Property.bool;
import static io.tributary.simulator.Property.choice;
import static io.tributary.simulator.Property.datetime;
import static io.tributary.simulator.Property.number;
import static io.tributary.simulator.Property.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * The properties of companies. Contacts take their employer's name and internet domain from here.
 */
final class CompanyProperties {
  private static final List<String> TYPES =
      List.of("PROSPECT", "PARTNER", "RESELLER", "VENDOR", "OTHER");

  private static final List<String> TRADES = Words.list("industries");
  private static final List<String> FIRST = Words.list("companyFirst");
  private static final List<String> LAST = Words.list("companyLast");
  private static final List<String> FORM = Words.list("companyForm");
  private static final List<String> FIRST_ASCII = FIRST.stream().map(Words::ascii).toList();
  private static final List<String> LAST_ASCII = LAST.stream().map(Words::ascii).toList();

  private CompanyProperties() {}

  static ObjectType type() {
    return new ObjectType(
        "companies",
        "0-2",
        "hs_lastmodifieddate",
        22_000_000_000L,
        List.of("domain", "name"),
        List.of("name", "domain", "phone", "website"),
        Stream.of(Common.properties("hs_lastmodifieddate"), address(), trade(), figures())
            .flatMap(List::stream)
            .map(p -> p.withGroup("companyinformation"))
            .toList());
  }

  private static List<Property> address() {
    return List.of(
        text("name", "Company name", r -> name(r.key())),
        text("domain", "Company Domain Name", r -> domain(r.key(), culture(r))),
        text("website", "Website URL", r -> "https://" + domain(r.key(), culture(r))),
        Property.of(
            "phone",
            "Phone Number",
            "string",
            "phonenumber",
            r -> culture(r).dial() + " " + (1_000_000 + r.draw("phone", 8_000_000))),
        text("city", "City", r -> city(r).name()),
        text("state", "State/Region", r -> r.chance("state", 70) ? city(r).state() : null),
        text("zip", "Postal Code", r -> r.chance("zip", 50) ? city(r).zip() : ""),
        text("country", "Country/Region", r -> culture(r).country()));
  }

  private static List<Property> trade() {
    return List.of(
        choice(
            "industry",
            "Industry",
            TRADES,
            r -> r.chance("trade?", 80) ? r.pick("trade", TRADES) : null),
        choice("type", "Type", TYPES, r -> r.chance("type?", 50) ? r.pick("type", TYPES) : null),
        choice(
            "lifecyclestage",
            "Lifecycle Stage",
            List.of("lead", "opportunity", "customer"),
            r -> r.pick("stage", List.of("lead", "opportunity", "customer"))));
  }

  private static List<Property> figures() {
    return List.of(
        number("annualrevenue", "Annual Revenue", r -> Common.money(r, "annualrevenue", 60)),
        number(
            "numberofemployees",
            "Number of Employees",
            r -> Common.count(r, "numberofemployees", 70, 5_000)),
        text(
            "founded_year",
            "Year Founded",
            r -> r.chance("founded?", 40) ? Integer.toString(1900 + r.draw("founded", 123)) : null),
        bool(
            "is_public",
            "Is Public",
            r -> r.chance("public?", 30) ? Boolean.toString(r.chance("public", 20)) : null),
        text(
            "description",
            "Description",
            r -> r.chance("text?", 25) ? name(r.key()) + " – since we started." : null),
        text("hubspot_owner_id", "Company owner", r -> Common.owner(r, 70)),
        datetime("notes_last_contacted", "Last Contacted", r -> Common.moment(r, "contacted", 30))
            .asCalculated());
  }

  static String name(long key) {
    return pick(key, FIRST) + " " + pick(key + 1, LAST) + " " + pick(key + 2, FORM);
  }

  static String domain(long key, Words.Culture culture) {
    return pick(key, FIRST_ASCII)
        + "-"
        + pick(key + 1, LAST_ASCII)
        + Hash.below(Hash.of(key, 3), 90)
        + "."
        + culture.domain();
  }

  private static String pick(long key, List<String> words) {
    return words.get(Hash.below(Hash.mix(key), words.size()));
  }

  private static Words.Culture culture(Generated r) {
    return r.pick("culture", Words.CULTURES);
  }

  private static Words.City city(Generated r) {
    return r.pick("city", culture(r).cities());
  }
}
