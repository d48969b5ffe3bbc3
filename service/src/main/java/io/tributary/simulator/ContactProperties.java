package io.tributary.simulator;

import static io.tributary.simulator.Property.bool;
import static io.tributary.simulator.Property.choice;
import static io.tributary.simulator.Property.date;
import static io.tributary.simulator.Property.datetime;
import static io.tributary.simulator.Property.number;
import static io.tributary.simulator.Property.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The properties of contacts: people of several countries, some fields always set, some hardly
 * ever, some cleared.
 */
final class ContactProperties {
  private static final List<String> STAGES =
      List.of(
          "subscriber",
          "lead",
          "marketingqualifiedlead",
          "salesqualifiedlead",
          "opportunity",
          "customer",
          "evangelist",
          "other");
  private static final List<String> LEAD_STATUSES =
      List.of("NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED", "CONNECTED", "BAD_TIMING");
  private static final List<String> SOURCES =
      List.of("ORGANIC_SEARCH", "PAID_SEARCH", "EMAIL_MARKETING", "REFERRALS", "OFFLINE");
  private static final List<String> TOPICS =
      List.of("ai", "billing", "events", "hiring", "security");

  private ContactProperties() {}

  static ObjectType type() {
    return new ObjectType(
        "contacts",
        "0-1",
        "lastmodifieddate",
        200_000_000_000L,
        List.of("email", "firstname", "lastname"),
        List.of("firstname", "lastname", "email", "phone", "company"),
        Stream.of(
                Common.properties("lastmodifieddate"),
                person(),
                place(),
                work(),
                marketing(),
                history())
            .flatMap(List::stream)
            .map(p -> p.withGroup("contactinformation"))
            .toList());
  }

  /**
   * Unique among the generated contacts, and it tells the index: the last dotted part of the name,
   * in base 36.
   */
  static String email(Generated r) {
    return first(r).ascii()
        + "."
        + last(r).ascii()
        + "."
        + Integer.toString(r.index(), 36)
        + "@"
        + domain(r);
  }

  private static List<Property> person() {
    return List.of(
        text("email", "Email", ContactProperties::email).asUnique(),
        text("hs_email_domain", "Email Domain", ContactProperties::domain).asCalculated(),
        text("firstname", "First Name", r -> cleared(r, "firstname", 3, first(r).text())),
        text("lastname", "Last Name", r -> cleared(r, "lastname", 2, last(r).text())),
        text("salutation", "Salutation", r -> rare(r, "salutation", 15, "Dr.")),
        Property.of("phone", "Phone Number", "string", "phonenumber", r -> phone(r, "phone", 70)),
        Property.of(
            "mobilephone",
            "Mobile Phone",
            "string",
            "phonenumber",
            r -> phone(r, "mobilephone", 30)),
        text("fax", "Fax Number", r -> phone(r, "fax", 2)),
        date("date_of_birth", "Date of birth", ContactProperties::birthday).asCustom(),
        choice("hs_language", "Preferred language", languages(), r -> culture(r).language()),
        text(
            "twitterhandle",
            "Twitter Username",
            r -> rare(r, "twitterhandle", 8, "@" + first(r).ascii())),
        text("hs_all_contact_vids", "All vids for a contact", r -> Long.toString(r.id()))
            .asCalculated(),
        bool("hs_is_contact", "Is a contact", r -> "true").asCalculated(),
        text("hs_merged_object_ids", "Merged record IDs", r -> null).asCalculated());
  }

  private static List<Property> place() {
    return List.of(
        text("address", "Street Address", r -> r.chance("address", 60) ? street(r) : null),
        text("city", "City", r -> cleared(r, "city", 5, city(r).name())),
        text("state", "State/Region", r -> r.chance("state", 80) ? city(r).state() : null),
        text("zip", "Postal Code", r -> r.chance("zip", 60) ? city(r).zip() : null),
        text("country", "Country/Region", r -> culture(r).country()),
        text("website", "Website URL", r -> rare(r, "website", 40, "https://www." + domain(r))));
  }

  private static List<Property> work() {
    return List.of(
        text("company", "Company Name", r -> CompanyProperties.name(employer(r))),
        text(
            "jobtitle",
            "Job Title",
            r -> rare(r, "jobtitle", 75, r.pick("job", Words.list("jobTitles")))),
        text(
            "industry",
            "Industry",
            r -> rare(r, "industry", 35, r.pick("trade", Words.list("industries")))),
        text("numemployees", "Number of Employees", r -> rare(r, "numemployees", 12, "5-25")),
        Property.of(
            "message",
            "Message",
            "string",
            "textarea",
            r -> rare(r, "message", 10, r.pick("words", Words.list("messages")))),
        text("hubspot_owner_id", "Contact owner", r -> cleared(r, "owner", 4, Common.owner(r, 80))),
        number(
                "num_associated_deals",
                "Number of Associated Deals",
                r -> Common.count(r, "num_associated_deals", 20, 5))
            .asCalculated(),
        number(
                "recent_deal_amount",
                "Recent Deal Amount",
                r -> Common.money(r, "recent_deal_amount", 18))
            .asCalculated(),
        datetime("closedate", "Close Date", r -> Common.moment(r, "closedate", 15)));
  }

  private static List<Property> marketing() {
    return List.of(
        choice("lifecyclestage", "Lifecycle Stage", STAGES, r -> r.pick("lifecyclestage", STAGES))
            .asField("radio"),
        choice(
                "hs_lead_status",
                "Lead Status",
                LEAD_STATUSES,
                r -> rare(r, "hs_lead_status", 45, r.pick("status", LEAD_STATUSES)))
            .asField("radio"),
        choice(
            "hs_analytics_source",
            "Original Traffic Source",
            SOURCES,
            r -> r.pick("hs_analytics_source", SOURCES)),
        bool(
            "hs_email_optout",
            "Unsubscribed from all email",
            r -> rare(r, "optout", 30, Boolean.toString(r.chance("hs_email_optout", 10)))),
        number(
                "hs_analytics_num_page_views",
                "Number of Pageviews",
                r -> Common.count(r, "page_views", 100, 400))
            .asCalculated(),
        number(
                "hs_analytics_num_visits",
                "Number of Sessions",
                r -> Common.count(r, "visits", 100, 40))
            .asCalculated(),
        number("hubspotscore", "HubSpot Score", r -> Common.count(r, "hubspotscore", 50, 100)),
        number("num_notes", "Number of Sales Activities", r -> Common.count(r, "num_notes", 30, 25))
            .asCalculated());
  }

  private static List<Property> history() {
    return List.of(
        datetime(
                "notes_last_contacted",
                "Last Contacted",
                r -> Common.moment(r, "notes_last_contacted", 30))
            .asCalculated(),
        datetime(
            "hs_lifecyclestage_lead_date", "Became a Lead Date", r -> Common.iso(r.createdAt())),
        datetime(
            "hs_lifecyclestage_customer_date",
            "Became a Customer Date",
            r -> Common.moment(r, "customer_date", 12)),
        date("member_since", "Member since", r -> day(r.createdAt())).asCustom(),
        bool(
                "newsletter",
                "Newsletter",
                r -> cleared(r, "newsletter", 10, Boolean.toString(r.chance("letter", 55))))
            .asCustom(),
        number("loyalty_points", "Loyalty points", r -> Common.decimal(r, "loyalty_points", 60))
            .asCustom(),
        choice("topics", "Topics of interest", TOPICS, ContactProperties::topics)
            .asField("checkbox")
            .asCustom());
  }

  private static Words.Culture culture(Generated r) {
    return r.pick("culture", Words.CULTURES);
  }

  private static Words.Name first(Generated r) {
    return r.pick("first", culture(r).first());
  }

  private static Words.Name last(Generated r) {
    return r.pick("last", culture(r).last());
  }

  private static Words.City city(Generated r) {
    return r.pick("city", culture(r).cities());
  }

  private static long employer(Generated r) {
    return Hash.of(r.span().seed(), r.draw("employer", Math.max(1, r.span().count() / 10)));
  }

  private static String street(Generated r) {
    return r.draw("house", 200) + 1 + " " + r.pick("street", Words.list("streets"));
  }

  private static String domain(Generated r) {
    return CompanyProperties.domain(employer(r), culture(r));
  }

  private static @Nullable String phone(Generated r, String salt, int percent) {
    if (!r.chance(salt, percent)) {
      return null;
    }
    int number = r.draw(salt, 900_000_000);
    return culture(r).dial()
        + " "
        + (100 + number / 1_000_000)
        + " "
        + (1_000_000 + number % 1_000_000 * 9);
  }

  private static @Nullable String birthday(Generated r) {
    return r.chance("birthday", 25)
        ? day(-86_400_000L * 365 * 15 + 86_400_000L * r.draw("born", 15_000))
        : null;
  }

  private static @Nullable String topics(Generated r) {
    if (!r.chance("topics", 40)) {
      return null;
    }
    return String.join(";", TOPICS.stream().filter(t -> r.chance(t, 35)).toList());
  }

  private static List<String> languages() {
    return Words.CULTURES.stream().map(Words.Culture::language).distinct().sorted().toList();
  }

  private static String day(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static @Nullable String rare(Generated r, String salt, int percent, String value) {
    return r.chance(salt, percent) ? value : null;
  }

  private static @Nullable String cleared(
      Generated r, String salt, int percent, @Nullable String value) {
    return r.chance(salt, percent) ? "" : value;
  }
}
