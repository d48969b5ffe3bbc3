package io.tributary.mapping;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One operation maps a million contacts with 40 attribute rules and 10 calculated fields, by a
 * mapping and by the same Java written by hand; and again for a schema that demands something of 12
 * fields. The CPU time of the thread is counted beside the time that went by, since only it means
 * something on a machine that does other work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(2)
public class MappingBenchmark {
  private static final int RECORDS = 1_000_000;

  /** What the mapping may cost, as a multiple of the Java by hand. */
  private static final double MOST = 2.0;

  private final FiftyFields fields = new FiftyFields();
  private final Mapping mapping = fields.mapping();
  private final Mapping demanding = fields.demandingMapping();
  private final Object[][] records = fields.records();

  /** CPU time of an operation. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {
    public double cpuMillis;

    @Setup(Level.Iteration)
    public void reset() {
      cpuMillis = 0;
    }
  }

  @Benchmark
  public void mapped(Cpu cpu, Blackhole sink) {
    each(cpu, sink, record -> mapping.map(record).row());
  }

  @Benchmark
  public void mappedWithDemands(Cpu cpu, Blackhole sink) {
    each(cpu, sink, record -> demanding.map(record).row());
  }

  @Benchmark
  public void byHand(Cpu cpu, Blackhole sink) {
    each(cpu, sink, fields::byHand);
  }

  @Benchmark
  public void byHandWithDemands(Cpu cpu, Blackhole sink) {
    each(cpu, sink, fields::byHandWithDemands);
  }

  private void each(Cpu cpu, Blackhole sink, UnaryOperator<Object[]> map) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < RECORDS; i++) {
      sink.consume(map.apply(records[i % records.length]));
    }
    cpu.cpuMillis += (threads.getCurrentThreadCpuTime() - start) / 1e6;
  }

  /** Measures, prints the ratios of CPU times, and ends with 1 if a mapping costs too much. */
  public static void main(String[] args) throws RunnerException {
    List<RunResult> results =
        new ArrayList<>(
            new Runner(
                    new OptionsBuilder()
                        .include(MappingBenchmark.class.getName() + "\\.")
                        .build())
                .run());
    double plain = ratio(results, "mapped", "byHand");
    double demands = ratio(results, "mappedWithDemands", "byHandWithDemands");
    System.exit(plain > MOST || demands > MOST ? 1 : 0);
  }

  private static double ratio(List<RunResult> results, String name, String floor) {
    double millis = cpu(results, name);
    double least = cpu(results, floor);
    System.out.printf(
        Locale.ROOT,
        "CPU for 1,000,000 records: %s %.0f ms, %.2f times %s with %.0f ms%n",
        name,
        millis,
        millis / least,
        floor,
        least);
    return millis / least;
  }

  /** The median of all iterations, which one that was disturbed does not move. */
  private static double cpu(List<RunResult> results, String benchmark) {
    double[] millis =
        results.stream()
            .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
            .flatMap(result -> result.getBenchmarkResults().stream())
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(
                iteration -> iteration.getSecondaryResults().get("cpuMillis").getScore())
            .sorted()
            .toArray();
    return millis[millis.length / 2];
  }
}
