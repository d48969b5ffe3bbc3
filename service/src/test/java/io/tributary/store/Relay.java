package io.tributary.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A port that leads to another one, and can fall silent without closing anything. */
final class Relay implements Closeable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final int target;
  private boolean mute;

  Relay(int target) throws IOException {
    this.target = target;
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** Whether what is sent stays where it is. */
  synchronized void mute(boolean wanted) {
    mute = wanted;
    notifyAll();
  }

  private synchronized void whileMute() throws InterruptedException {
    while (mute) {
      wait();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket from = server.accept();
        Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(from);
        sockets.add(to);
        start(() -> pump(from, to));
        start(() -> pump(to, from));
      }
    } catch (IOException e) {
      // Closed: nobody comes any more.
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] bytes = new byte[8_192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
        whileMute();
        out.write(bytes, 0, read);
      }
    } catch (IOException | InterruptedException e) {
      // One end is gone, and so is the other.
    }
  }

  @Override
  public void close() throws IOException {
    mute(false);
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
