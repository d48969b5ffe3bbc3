package io.tributary.simulator;

import java.time.Clock;
import java.time.Duration;

/**
 * How a simulator is set up.
 *
 * @param port TCP port on 127.0.0.1; 0 takes a free one
 * @param contacts how many contacts exist at the start; likewise {@code companies} and {@code
 *     deals}
 * @param seed decides every id, value, credential and token: the same seed gives the same portal
 * @param latency added to each answer, in real time
 * @param rateLimit calls per rolling 10 seconds; search has 5 per second beside it. 0 switches both
 *     off
 * @param tokenLifetime how long an OAuth access token works, measured by {@code clock}
 * @param afterEnd what a list answers beyond its end
 * @param clock the time of tokens, limits and changes
 */
public record Options(
    int port,
    int contacts,
    int companies,
    int deals,
    long seed,
    Duration latency,
    int rateLimit,
    Duration tokenLifetime,
    AfterEnd afterEnd,
    Clock clock) {

  /** Checks the numbers: none is negative, and there are at most 20 million records of a kind. */
  public Options {
    inRange("port", port, 65_535);
    inRange("contacts", contacts, 20_000_000);
    inRange("companies", companies, 20_000_000);
    inRange("deals", deals, 20_000_000);
    inRange("rateLimit", rateLimit, 1_000_000);
    if (latency.isNegative() || tokenLifetime.isNegative()) {
      throw new IllegalArgumentException("latency and tokenLifetime must not be negative");
    }
  }

  /**
   * A free port, 1000 contacts, 100 companies, 200 deals, seed 1, no latency, 190 calls per 10 s,
   * tokens of 30 minutes.
   */
  public static Options defaults() {
    return new Options(
        0,
        1_000,
        100,
        200,
        1,
        Duration.ZERO,
        190,
        Duration.ofMinutes(30),
        AfterEnd.WRAP,
        Clock.systemUTC());
  }

  /** Another port. */
  public Options withPort(int newPort) {
    return new Options(
        newPort,
        contacts,
        companies,
        deals,
        seed,
        latency,
        rateLimit,
        tokenLifetime,
        afterEnd,
        clock);
  }

  /** That many contacts, a tenth as many companies and a fifth as many deals. */
  public Options withContacts(int number) {
    return new Options(
        port,
        number,
        number / 10,
        number / 5,
        seed,
        latency,
        rateLimit,
        tokenLifetime,
        afterEnd,
        clock);
  }

  /** Another number of companies. */
  public Options withCompanies(int number) {
    return new Options(
        port, contacts, number, deals, seed, latency, rateLimit, tokenLifetime, afterEnd, clock);
  }

  /** Another number of deals. */
  public Options withDeals(int number) {
    return new Options(
        port,
        contacts,
        companies,
        number,
        seed,
        latency,
        rateLimit,
        tokenLifetime,
        afterEnd,
        clock);
  }

  /** Another seed. */
  public Options withSeed(long newSeed) {
    return new Options(
        port,
        contacts,
        companies,
        deals,
        newSeed,
        latency,
        rateLimit,
        tokenLifetime,
        afterEnd,
        clock);
  }

  /** Another latency. */
  public Options withLatency(Duration newLatency) {
    return new Options(
        port,
        contacts,
        companies,
        deals,
        seed,
        newLatency,
        rateLimit,
        tokenLifetime,
        afterEnd,
        clock);
  }

  /** Another number of calls per 10 seconds; 0 for no limit. */
  public Options withRateLimit(int calls) {
    return new Options(
        port, contacts, companies, deals, seed, latency, calls, tokenLifetime, afterEnd, clock);
  }

  /** Another life of access tokens. */
  public Options withTokenLifetime(Duration lifetime) {
    return new Options(
        port, contacts, companies, deals, seed, latency, rateLimit, lifetime, afterEnd, clock);
  }

  /** Another end of lists. */
  public Options withAfterEnd(AfterEnd end) {
    return new Options(
        port, contacts, companies, deals, seed, latency, rateLimit, tokenLifetime, end, clock);
  }

  /** Another clock. */
  public Options withClock(Clock newClock) {
    return new Options(
        port,
        contacts,
        companies,
        deals,
        seed,
        latency,
        rateLimit,
        tokenLifetime,
        afterEnd,
        newClock);
  }

  private static void inRange(String name, int value, int most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          name + " must lie between 0 and " + most + ", not " + value);
    }
  }
}
