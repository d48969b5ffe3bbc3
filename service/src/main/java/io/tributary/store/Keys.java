package io.tributary.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/** The key that everything secret is encrypted with: a file that only its owner may read. */
public final class Keys {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Aead aead;

  private Keys(Aead aead) {
    this.aead = aead;
  }

  Aead aead() {
    return aead;
  }

  /** Reads the key file, or creates it with mode 0600. Refuses one that others may read. */
  public static Keys open(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      refuseWide(file);
      KeysetHandle handle =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
      return new Keys(handle.getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The key file " + file + " is not a Tink keyset. Restore it from a backup.", e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read or write the key file " + file + ": " + e.getMessage(), e);
    }
  }

  private static void create(Path file) throws IOException, GeneralSecurityException {
    KeysetHandle handle =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
    String keyset =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            handle, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(fresh, keyset);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void refuseWide(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IllegalStateException(
          "The key file "
              + file
              + " is open to others ("
              + PosixFilePermissions.toString(permissions)
              + "). Close it with: chmod 600 "
              + file);
    }
  }
}
