package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guided set-up of a HubSpot, with credentials as somebody would paste them. */
@ExtendWith(Chromium.class)
class SetUpTest {
  private static final int CONTACTS = 500;

  @Test
  void leadsFromCredentialsToEveryRowOfTheSource(Browser browser, @TempDir Path home)
      throws Exception {
    try (Program simulator =
        Program.start(Map.of(), "simulator", "hubspot", "--contacts", Integer.toString(CONTACTS))) {
      JsonNode portal = simulator.ready();
      try (Site site =
          Site.open(
              browser,
              home,
              Map.of("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", portal.get("url").asText()))) {
        site.visit("set-up", visit -> setUp(visit, portal));
      }
    }
    try (Lake lake = new Lake(home)) {
      assertThat(lake.ids("hubspot_contacts")).hasSize(CONTACTS).doesNotHaveDuplicates();
      assertThat(lake.firstNames("hubspot_contacts").values())
          .as("upper case, as the calculation says")
          .allMatch(name -> name.equals(name.toUpperCase(java.util.Locale.ROOT)));
    }
  }

  private static void setUp(Visit visit, JsonNode portal) {
    visit.open("/sources");
    visit.see("Sources");
    visit.judge("the catalogue");
    visit.judgeOnAPhone("the catalogue");
    visit.follow("Set up HubSpot");
    connect(visit, portal);
    chooseContacts(visit);
    chooseDataset(visit);
    map(visit);
    visit.see("When should it run?");
    visit.judge("the schedule");
    visit.page().getByText("Once", exactly()).click();
    visit.press("Next");
    visit.see("All as it should be?");
    visit.judge("the review");
    visit.press("Finish");
    visit.see("HubSpot contacts");
    visit.seeText("Success");
    visit.judge("a flow");
  }

  /** Wrong credentials are told at once, in their place; the right ones go on from there. */
  private static void connect(Visit visit, JsonNode portal) {
    visit.see("Which account?");
    visit.press("Connect");
    visit.seeText("Access token is needed.");
    visit.judge("an account without credentials");
    visit.field("Client ID").fill(portal.get("clientId").asText());
    visit.field("Client secret").fill(portal.get("clientSecret").asText());
    visit.field("Refresh token").fill("wrong");
    visit.field("Access token").fill("wrong");
    visit.expectError("status of 400");
    visit.press("Connect");
    visit.seeText("HubSpot did not let us in");
    visit.judge("refused credentials");
    visit.field("Access token").fill(portal.get("accessToken").asText());
    visit.field("Refresh token").fill(portal.get("refreshToken").asText());
    visit.press("Connect");
  }

  private static void chooseContacts(Visit visit) {
    visit.see("What should be read?");
    visit.page().getByRole(AriaRole.BUTTON, like("Contacts")).click();
    visit.page().getByRole(AriaRole.REGION, like("First rows of Contacts")).waitFor();
    visit.judge("the choice of data");
    visit.judgeOnAPhone("the choice of data");
    visit.press("Next");
  }

  private static void chooseDataset(Visit visit) {
    visit.see("Where should it land?");
    visit.judge("the choice of a dataset");
    visit.judgeOnAPhone("the choice of a dataset");
    visit.press("Next");
  }

  /** A column that was suggested becomes a calculation. */
  private static void map(Visit visit) {
    Page page = visit.page();
    page.getByRole(AriaRole.TABLE, like("Mapping")).waitFor();
    visit.judge("the mapping");
    visit.judgeOnAPhone("the mapping");
    page.getByRole(AriaRole.BUTTON, like("Properties_Firstname_Value")).first().click();
    page.getByRole(AriaRole.TEXTBOX, like("Calculation")).fill("uper(Properties_Firstname_Value)");
    visit.seeText("uper");
    visit.judge("a wrong calculation");
    page.getByRole(AriaRole.TEXTBOX, like("Calculation")).fill("upper(Properties_Firstname_Value)");
    visit.press("Use it");
    page.getByRole(AriaRole.HEADING, like("What would land")).waitFor();
    visit.press("Next");
  }

  private static Page.GetByRoleOptions like(String name) {
    return new Page.GetByRoleOptions().setName(Pattern.compile(name));
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
