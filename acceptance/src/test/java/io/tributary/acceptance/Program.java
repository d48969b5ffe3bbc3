package io.tributary.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process: what a user starts, and what may be killed. */
final class Program implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path errors;
  private final BufferedReader output;

  private Program(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts it with arguments and settings; what it says on standard error goes to a file. */
  static Program start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-jar",
            System.getProperty("tributary.jar", "../service/target/tributary.jar")));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("tributary-", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    return new Program(builder.start(), errors);
  }

  /** The line of JSON that it prints when it is ready. */
  JsonNode ready() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("It ended before it was ready: " + errors());
    }
    return JSON.readTree(line);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** All lines that it prints until it ends. */
  List<String> lines() {
    return output.lines().toList();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("It did not end: " + errors());
    }
    return process.exitValue();
  }

  String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** As {@code kill -9} does: no warning, no hook. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As {@code kill} does. */
  void stop() {
    process.destroy();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(errors);
  }
}
