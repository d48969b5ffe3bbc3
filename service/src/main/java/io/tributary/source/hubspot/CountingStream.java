package io.tributary.source.hubspot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what goes through, and stops what never ends. */
final class CountingStream extends FilterInputStream {
  private final long most;
  private long count;

  /** An answer so large that nobody could hold it. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long most) {
      super("an answer of more than " + most + " bytes");
    }
  }

  CountingStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    counted(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    counted(Math.max(read, 0));
    return read;
  }

  private void counted(int bytes) throws IOException {
    count += bytes;
    if (count > most) {
      throw new TooLarge(most);
    }
  }
}
