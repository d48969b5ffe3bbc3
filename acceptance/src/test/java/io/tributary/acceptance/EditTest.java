package io.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is there is changed at the browser: credentials that no longer work, a mapping, a schedule.
 */
@ExtendWith(Chromium.class)
class EditTest {
  private static final int CONTACTS = 200;

  @Test
  void credentialsAreMendedAndAMappingIsChangedAndRunsAgain(Browser browser, @TempDir Path home)
      throws Exception {
    Program simulator = simulator(1, 0);
    try {
      JsonNode portal = simulator.ready();
      try (Site site =
          Site.open(
              browser,
              home,
              Map.of("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", portal.get("url").asText()))) {
        Api api = site.api();
        Journey journey = Journey.begin(api, portal);
        api.awaitRun(journey.flow());
        site.visit("edit-mapping", visit -> changeTheMapping(visit, journey));
        List<String> changed;
        try (Lake lake = new Lake(home)) {
          changed = lake.ids("hubspot_contacts").subList(0, 3);
        }
        for (String contact : changed) {
          IncrementalTest.rename(portal, contact);
        }
        site.visit("edit-run", visit -> runAgain(visit, journey));
        site.visit("edit-conflict", visit -> renameWhatSomebodyRenames(visit, site.api(), journey));
        simulator.close();
        simulator = simulator(2, portal.get("url").asText().replaceAll(".*:", ""));
        JsonNode other = simulator.ready();
        site.visit("edit-credentials", visit -> mend(visit, other));
        requireNewNames(home);
        site.visit("edit-delete", visit -> delete(visit, journey));
        try (Lake lake = new Lake(home)) {
          assertThatThrownBy(() -> lake.table("hubspot_contacts"))
              .isInstanceOf(NoSuchTableException.class);
        }
      }
    } finally {
      simulator.close();
    }
  }

  /** Only what changed was read again, and mapped as the new version says. */
  private static void requireNewNames(Path home) throws Exception {
    try (Lake lake = new Lake(home)) {
      assertThat(lake.firstNames("hubspot_contacts").values())
          .hasSize(CONTACTS)
          .filteredOn("RENAMED"::equals)
          .hasSize(3);
    }
  }

  private static Program simulator(int seed, Object port) throws Exception {
    return Program.start(
        Map.of(),
        "simulator",
        "hubspot",
        "--contacts",
        Integer.toString(CONTACTS),
        "--seed",
        Integer.toString(seed),
        "--port",
        port.toString());
  }

  /** First names become upper case; from the next run on. */
  private static void changeTheMapping(Visit visit, Journey journey) {
    Page page = visit.page();
    visit.open("/flows/" + journey.flow());
    visit.see("HubSpot dataflow");
    visit.press("More actions");
    page.getByRole(AriaRole.MENUITEM, like("Edit the mapping")).click();
    visit.see("Mapping of HubSpot dataflow");
    page.getByRole(AriaRole.TABLE, like("Mapping")).waitFor();
    visit.judge("the mapping of a flow");
    page.getByRole(AriaRole.BUTTON, like("Properties_Firstname_Value")).first().click();
    page.getByRole(AriaRole.TEXTBOX, like("Calculation")).fill("upper(Properties_Firstname_Value)");
    visit.press("Use it");
    visit.press("Save");
    visit.see("HubSpot dataflow");
    visit.seeText("version 1");
  }

  private static void runAgain(Visit visit, Journey journey) {
    Page page = visit.page();
    visit.open("/flows/" + journey.flow());
    visit.press("Run now");
    Locator landed =
        page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Success"));
    assertThat(landed).hasCount(2);
    visit.judge("a flow with runs");
    visit.judgeOnAPhone("a flow with runs");
    landed.first().click();
    page.getByRole(AriaRole.HEADING, like("^Run of ")).waitFor();
    visit.see("What became of the records");
    visit.see("Log");
    visit.seeText("Landed: readers of the table see all of it, at once.");
    visit.judge("a run");
    visit.judgeOnAPhone("a run");
  }

  /** Who saves last is told what somebody else saved meanwhile. */
  private static void renameWhatSomebodyRenames(Visit visit, Api api, Journey journey)
      throws Exception {
    String path = Api.FLOW + "/flows/" + journey.flow();
    visit.open("/flows/" + journey.flow() + "/edit");
    visit.see("Edit HubSpot dataflow");
    visit.judge("a flow to edit");
    visit.judgeOnAPhone("a flow to edit");
    String etag = api.get(path).at("/items/0/etag").asText();
    api.patch(path, etag, "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Theirs\"}]");
    visit.field("Name").fill("Mine");
    visit.expectError("status of 412");
    visit.press("Save");
    visit.seeText("This flow was changed while you were editing it");
    visit.judge("a conflict");
    assertThat(api.get(path).at("/items/0/name").asText()).isEqualTo("Theirs");
    visit.press("Save mine over it");
    visit.see("Mine");
    assertThat(api.get(path).at("/items/0/name").asText()).isEqualTo("Mine");
  }

  /** The portal has other credentials now; wrong ones change nothing, right ones let in again. */
  private static void mend(Visit visit, JsonNode portal) {
    visit.expectError("status of 40[01]");
    visit.open("/accounts");
    visit.see("Accounts");
    visit.page().getByRole(AriaRole.ROW).nth(1).click();
    visit.seeText("HubSpot does not let this account in");
    visit.judge("an account that is not let in");
    visit.judgeOnAPhone("an account that is not let in");
    visit.follow("Mend the credentials");
    visit.see("Edit HubSpot base connection");
    visit.judge("an account to edit");
    visit.field("Access token").fill("wrong");
    visit.press("Save");
    visit.seeText("HubSpot did not let us in; nothing is changed");
    visit.field("Client ID").fill(portal.get("clientId").asText());
    visit.field("Client secret").fill(portal.get("clientSecret").asText());
    visit.field("Access token").fill(portal.get("accessToken").asText());
    visit.field("Refresh token").fill(portal.get("refreshToken").asText());
    visit.press("Save");
    visit.seeText("HubSpot takes these credentials.");
    visit.judge("an account");
  }

  /** What a flow fills is not deleted; with the flow gone it is, once its name was typed. */
  private static void delete(Visit visit, Journey journey) {
    visit.open("/datasets/" + journey.dataSet());
    askToDelete(visit);
    visit.seeText("This dataset cannot go while it is used");
    visit.judge("what stands in the way of a deletion");
    visit.page().getByRole(AriaRole.DIALOG).getByText("Mine").click();
    visit.see("Mine");
    askToDelete(visit);
    visit.press("Delete");
    visit.see("Flows");
    visit.open("/datasets/" + journey.dataSet());
    askToDelete(visit);
    assertThat(visit.button("Delete")).isDisabled();
    visit.field("Type HubSpot contacts to delete it").fill("HubSpot contacts");
    visit.judge("a deletion");
    visit.press("Delete");
    visit.see("Datasets");
    visit.seeText("No datasets yet");
  }

  private static void askToDelete(Visit visit) {
    visit.press("More actions");
    visit.page().getByRole(AriaRole.MENUITEM, like("Delete")).click();
  }

  private static Page.GetByRoleOptions like(String name) {
    return new Page.GetByRoleOptions().setName(Pattern.compile(name));
  }
}
