package io.tributary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder in which a service keeps everything, and of which it is the only user while it runs.
 */
final class Home implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private Home(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Creates the folder, for its owner only, and takes hold of it. */
  static Home open(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new IllegalStateException(
            "The home "
                + path
                + " is in use by a running service. Stop it, or choose another home with --home.");
      }
      return new Home(path, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the home " + path + ": " + e.getMessage(), e);
    }
  }

  /** Where the running service, or the last one that ran, answers. */
  static Optional<String> url(Path path) {
    try {
      return Files.exists(path.resolve("url"))
          ? Optional.of(Files.readString(path.resolve("url")).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void noteUrl(String url) {
    try {
      Files.writeString(path.resolve("url"), url + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
