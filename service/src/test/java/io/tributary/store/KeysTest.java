package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {
  @TempDir Path folder;

  @Test
  void aNewKeyFileIsForItsOwnerOnly() throws IOException {
    Path file = folder.resolve("keyset.json");
    Keys.open(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("keyset.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
  void refusesAKeyFileThatOthersMayUse(String permissions) throws IOException {
    Path file = folder.resolve("keyset.json");
    Keys.open(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> Keys.open(file)).hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void refusesAFileThatIsNoKey() throws IOException {
    Path file = folder.resolve("keyset.json");
    Keys.open(file);
    Files.writeString(file, "{\"key\": []}");
    assertThatThrownBy(() -> Keys.open(file))
        .hasMessageContaining("is not a Tink keyset")
        .hasMessageContaining("backup");
  }

  @Test
  void aKeyFileThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("missing").resolve("keyset.json");
    assertThatThrownBy(() -> Keys.open(file)).hasMessageContaining(file.toString());
  }
}
