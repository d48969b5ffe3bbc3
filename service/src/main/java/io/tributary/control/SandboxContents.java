package io.tributary.control;

import io.tributary.dataset.Datasets;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Organisation;
import io.tributary.model.Sandbox;
import io.tributary.model.TributaryException;
import io.tributary.store.Contents;
import io.tributary.store.Database;
import java.util.List;

/**
 * What lies in sandboxes: all that is set up there, its work, and its tables with their files. It
 * goes when the sandbox is reset or deleted, which is refused while a run is under way there.
 */
public final class SandboxContents {
  private static final String RESETTING = "resetting";
  private static final String DELETING = "deleting";

  private final Database database;
  private final Sandboxes sandboxes;
  private final Contents contents;
  private final Datasets datasets;

  public SandboxContents(
      Database database, Sandboxes sandboxes, Contents contents, Datasets datasets) {
    this.database = database;
    this.sandboxes = sandboxes;
    this.contents = contents;
    this.datasets = datasets;
  }

  /** Empties a sandbox. */
  public Sandbox reset(Caller caller, String name) {
    return finish(caller, clear(caller, name, RESETTING));
  }

  /** Empties a sandbox and removes it. */
  public Sandbox delete(Caller caller, String name) {
    if (sandboxes.get(caller, name).isDefault()) {
      throw new TributaryException(
          ErrorCode.SANDBOX_DEFAULT, "The default sandbox cannot be deleted. It can be reset.");
    }
    return finish(caller, clear(caller, name, DELETING));
  }

  /** From here on nobody gets in until the files are gone too. */
  private Sandbox clear(Caller caller, String name, String state) {
    return database.atomically(
        () -> {
          Sandbox marked = sandboxes.changeState(caller, name, state);
          contents.clear(
              new Caller(caller.org(), name, marked.id(), caller.user(), caller.client()));
          return marked;
        });
  }

  private Sandbox finish(Caller caller, Sandbox marked) {
    datasets.dropAll(sandboxes.tenant(caller.org()), marked.name());
    if (marked.state().equals(RESETTING)) {
      return sandboxes.changeState(caller, marked.name(), Sandboxes.ACTIVE);
    }
    sandboxes.remove(caller, marked.name());
    return marked.withState("deleted", marked.lastModifiedDate(), marked.lastModifiedBy());
  }

  /** Finishes what an earlier process was stopped in the middle of. */
  public void finishAll(List<Organisation> organisations) {
    for (Organisation organisation : organisations) {
      for (Sandbox sandbox : sandboxes.list(organisation.id())) {
        if (!sandbox.state().equals(Sandboxes.ACTIVE)) {
          finish(Caller.service(organisation.id()), sandbox);
        }
      }
    }
  }
}
