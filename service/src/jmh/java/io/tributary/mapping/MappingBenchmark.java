package io.tributary.mapping;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
 * One operation maps a million contacts with 40 attribute rules and 10 calculated fields: by a
 * mapping, by one whose schema demands something of 12 fields, and by the same Java written by hand.
 * The CPU time of the thread is counted beside the time that went by, since only it means something
 * on a machine that does other work.
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

  private static double cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Benchmark
  public void mapped(Cpu cpu, Blackhole sink) {
    double start = cpuNanos();
    for (int i = 0; i < RECORDS; i++) {
      sink.consume(mapping.map(records[i % records.length]).row());
    }
    cpu.cpuMillis += (cpuNanos() - start) / 1e6;
  }

  @Benchmark
  public void mappedWithDemands(Cpu cpu, Blackhole sink) {
    double start = cpuNanos();
    for (int i = 0; i < RECORDS; i++) {
      sink.consume(demanding.map(records[i % records.length]).row());
    }
    cpu.cpuMillis += (cpuNanos() - start) / 1e6;
  }

  @Benchmark
  public void byHand(Cpu cpu, Blackhole sink) {
    double start = cpuNanos();
    for (int i = 0; i < RECORDS; i++) {
      sink.consume(fields.byHand(records[i % records.length]));
    }
    cpu.cpuMillis += (cpuNanos() - start) / 1e6;
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
    double byHand = cpu(results, "byHand");
    double mapped = cpu(results, "mapped") / byHand;
    double demands = cpu(results, "mappedWithDemands") / byHand;
    System.out.printf(
        Locale.ROOT,
        "CPU for 1,000,000 records: by hand %.0f ms; mapped %.2f times that, with demands %.2f times%n",
        byHand,
        mapped,
        demands);
    System.exit(mapped > MOST ? 1 : 0);
  }

  private static double cpu(List<RunResult> results, String benchmark) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
        .mapToDouble(
            result -> result.getSecondaryResults().get("cpuMillis").getStatistics().getMean())
        .findFirst()
        .orElseThrow();
  }
}
