package io.tributary.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Table files in the local file system. Iceberg's own goes through Hadoop, whose login code fails
 * on newer JDKs; this one also forces each file to the disk before it is named in a commit.
 */
final class LocalFiles implements FileIO {
  private static final long serialVersionUID = 1L;

  static Path path(String location) {
    return Path.of(
        location.startsWith("file:")
            ? location.substring(location.startsWith("file://") ? 7 : 5)
            : location);
  }

  /** Deletes a folder with everything in it, if it is there. */
  static void deleteFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputFile newInputFile(String location) {
    return new Renamed(org.apache.iceberg.Files.localInput(path(location).toFile()), location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    try {
      // Iceberg's own way of doing this fails when two threads do it at once.
      Files.createDirectories(path(location).getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Forced(org.apache.iceberg.Files.localOutput(path(location).toFile()), location);
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An input file that answers with the location that it was asked for by. */
  private record Renamed(InputFile file, String location) implements InputFile {
    @Override
    public long getLength() {
      return file.getLength();
    }

    @Override
    public org.apache.iceberg.io.SeekableInputStream newStream() {
      return file.newStream();
    }

    @Override
    public boolean exists() {
      return file.exists();
    }
  }

  private record Forced(OutputFile file, String location) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      return new ForcedStream(file.create(), path(location));
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      return new ForcedStream(file.createOrOverwrite(), path(location));
    }

    @Override
    public InputFile toInputFile() {
      return new Renamed(file.toInputFile(), location);
    }
  }

  private static final class ForcedStream extends PositionOutputStream {
    private final PositionOutputStream stream;
    private final Path path;
    private boolean closed;

    ForcedStream(PositionOutputStream stream, Path path) {
      this.stream = stream;
      this.path = path;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      stream.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      stream.close();
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }
}
