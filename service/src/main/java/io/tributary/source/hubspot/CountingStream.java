package io.tributary.source.hubspot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what comes over the wire, and stops what never ends. */
final class CountingStream extends FilterInputStream {
  private static final long MOST = 256L << 20;

  private long count;

  CountingStream(InputStream in) {
    super(in);
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
    if (count > MOST) {
      throw new IOException("An answer of more than " + MOST + " bytes");
    }
  }
}
