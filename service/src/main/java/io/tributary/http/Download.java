package io.tributary.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that never changes, whole or the one range that was asked for (RFC 9110). A
 * request for several ranges gets the whole.
 */
final class Download {
  private static final Pattern RANGE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})");
  private static final int BUFFER_BYTES = 64 << 10;

  /** The first byte and the one behind the last. */
  private record Part(long from, long to) {}

  private Download() {}

  static void send(Context ctx, Path path, String name) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      long length = file.size();
      String etag = "\"" + name + "\"";
      ctx.header("Accept-Ranges", "bytes");
      ctx.header("ETag", etag);
      Part part = part(ctx, length, etag);
      if (part != null) {
        ctx.status(206);
        ctx.header("Content-Range", "bytes " + part.from + "-" + (part.to - 1) + "/" + length);
      }
      write(ctx, file, part == null ? new Part(0, length) : part, name);
    } catch (NoSuchFileException e) {
      throw new TributaryException(
          ErrorCode.FILE_NOT_FOUND,
          "The file " + name + " is there no more; the table has been compacted since.",
          e);
    }
  }

  private static @Nullable Part part(Context ctx, long length, String etag) {
    String range = ctx.header("Range");
    String condition = ctx.header("If-Range");
    Matcher form = RANGE.matcher(range == null ? "" : range.strip());
    boolean readable = form.matches() && form.group(1).length() + form.group(2).length() > 0;
    if (!readable || (condition != null && !condition.strip().equals(etag))) {
      return null;
    }
    boolean tail = form.group(1).isEmpty();
    long last = form.group(2).isEmpty() ? length - 1 : Long.parseLong(form.group(2));
    long from = tail ? Math.max(0, length - last) : Long.parseLong(form.group(1));
    long to = tail ? length : Math.min(last + 1, length);
    if (!tail && !form.group(2).isEmpty() && last < from) {
      return null; // Not a range at all, which is as if it were not there.
    }
    if (from >= length) {
      ctx.header("Content-Range", "bytes */" + length);
      throw new TributaryException(
          ErrorCode.RANGE_INVALID,
          "The range " + range + " is beyond the file's " + length + " bytes.");
    }
    return new Part(from, to);
  }

  private static void write(Context ctx, FileChannel file, Part part, String name)
      throws IOException {
    attachment(ctx, name, "application/octet-stream");
    ctx.header("Content-Length", Long.toString(part.to - part.from));
    if (ctx.method().equals(HandlerType.HEAD)) {
      return;
    }
    OutputStream out = stream(ctx);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long at = part.from;
    while (at < part.to) {
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, part.to - at));
      int read = file.read(buffer, at);
      if (read < 0) {
        throw new IOException("The file " + name + " was cut short while it was sent");
      }
      out.write(buffer.array(), 0, read);
      at += read;
    }
  }

  /** A body to be kept under that name. */
  static void attachment(Context ctx, String name, String type) {
    ctx.contentType(type);
    ctx.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  /** Where bytes go as they are: neither gathered in memory nor compressed. */
  static OutputStream stream(Context ctx) throws IOException {
    return ctx.res().getOutputStream();
  }
}
