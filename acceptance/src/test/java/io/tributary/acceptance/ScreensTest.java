package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every screen that the navigation leads to, and those behind them, with something to show. */
@ExtendWith(Chromium.class)
class ScreensTest {
  @Test
  void everyScreenIsAccessibleInLightAndDarkAndOnAPhone(Browser browser, @TempDir Path home)
      throws Exception {
    try (Program simulator = Program.start(Map.of(), "simulator", "hubspot", "--contacts", "300")) {
      JsonNode portal = simulator.ready();
      try (Site site =
          Site.open(
              browser,
              home,
              Map.of("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", portal.get("url").asText()))) {
        Api api = site.api();
        Journey journey = Journey.begin(api, portal);
        api.awaitRun(journey.flow());
        site.visit("screens", visit -> judgeAll(visit, journey));
        site.visit("query", visit -> ask(visit, journey));
        site.visit("labels", visit -> label(visit, journey));
        JsonNode labels =
            api.get("/data/foundation/dataset/datasets/" + journey.dataSet() + "/labels");
        assertThat(labels.findValuesAsText("schemaPath"))
            .containsExactly("/properties/person/properties/name/properties/firstName");
        assertThat(labels.get("AEP:dataset:" + journey.dataSet()).get("labels")).isEmpty();
        ManyRuns.file(home, api.newestRun(journey.flow()).get("id").asText());
        site.visit("many-runs", visit -> ManyRuns.scroll(visit, journey.flow()));
        site.visit("undo", visit -> undo(visit, journey));
        String statistics = "/tributary/dataSets/" + journey.dataSet() + "/statistics";
        assertThat(api.get(statistics).get("rows").asInt(-1)).isZero();
      }
    }
  }

  private static void judgeAll(Visit visit, Journey journey) {
    List<String> screens = links(visit, "/", "Main");
    assertThat(screens).hasSizeGreaterThan(4);
    for (String screen : screens) {
      judge(visit, screen);
    }
    judge(visit, "/flows/" + journey.flow());
    for (String section : List.of("rows", "schema", "query", "history", "elsewhere")) {
      judge(visit, "/datasets/" + journey.dataSet() + "?show=" + section);
    }
    for (String screen : links(visit, "/administration/users", "Administration")) {
      judge(visit, screen);
    }
    judge(visit, "/nowhere");
    visit.open("/datasets/" + journey.dataSet() + "?show=schema");
    visit.follow("HubSpot contacts");
    visit.see("Datasets that have its columns");
    visit.judge("a schema");
    visit.judgeOnAPhone("a schema");
    visit.press("API");
    visit.page().getByRole(AriaRole.DIALOG).waitFor();
    visit.judge("a call to copy");
  }

  /** An answer, and a refusal that shows its place. */
  private static void ask(Visit visit, Journey journey) {
    visit.open("/datasets/" + journey.dataSet() + "?show=query");
    visit.press("How many");
    visit.page().getByRole(AriaRole.CELL, like("^300$")).waitFor();
    visit.press("By month");
    visit.page().getByText("Chart").click();
    visit.judge("an answer as a chart");
    visit.expectError("status of 400");
    visit.field("SQL").fill("select _id,\n  persn.name\nfrom hubspot_contacts");
    visit.press("Ask");
    visit.press("Show the place");
    visit.judge("a refused query");
    assertThat(visit.page().evaluate("getSelection().toString()")).isEqualTo("persn.name");
  }

  /** What a run landed is taken back, and its data set's history tells so. */
  private static void undo(Visit visit, Journey journey) {
    visit.open("/flows/" + journey.flow());
    visit.see("Runs");
    visit.page().getByRole(AriaRole.ROW).nth(1).click();
    visit.press("Undo this run");
    visit.judge("what undoing does");
    visit.press("Undo");
    visit.seeText("This run was undone");
    visit.open("/datasets/" + journey.dataSet() + "?show=history");
    visit.seeText("A run was undone");
    visit.judge("a history with an undone run");
  }

  private static Page.GetByRoleOptions like(String name) {
    return new Page.GetByRoleOptions().setName(Pattern.compile(name));
  }

  /** One is put on the data set and taken away again, one stays at a field. */
  private static void label(Visit visit, Journey journey) {
    visit.open("/datasets/" + journey.dataSet());
    visit.press("More actions");
    visit.page().getByText("Edit name and description").click();
    visit.field("Description").fill("People of the portal");
    visit.judge("a data set to describe");
    visit.press("Save");
    visit.seeText("People of the portal");
    visit.follow("Schema and labels");
    visit.field("Add a label to the dataset").fill("C2");
    visit.page().keyboard().press("Enter");
    visit.press("Remove the label C2");
    visit.seeText("None yet");
    visit.press("Labels of person.name.firstName");
    visit.field("Add a label to person.name.firstName").fill("I1");
    visit.page().keyboard().press("Enter");
    visit.button("Remove the label I1").waitFor();
    visit.judge("the labels of a field");
  }

  /** The addresses in a navigation, so that a new page is judged without a line here. */
  private static List<String> links(Visit visit, String path, String navigation) {
    visit.open(path);
    Locator links =
        visit
            .page()
            .getByRole(
                AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName(navigation).setExact(true))
            .getByRole(AriaRole.LINK);
    links.first().waitFor();
    return links.all().stream().map(link -> link.getAttribute("href")).toList();
  }

  private static void judge(Visit visit, String path) {
    visit.open(path);
    visit.page().locator("h1").waitFor();
    assertThat(visit.page().title()).as("title of " + path).endsWith(" · Tributary");
    visit.judge(path);
    visit.judgeOnAPhone(path);
  }
}
