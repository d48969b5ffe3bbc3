package io.tributary.mapping;

import io.tributary.mapping.Function.Body;
import nl.basjes.parse.useragent.UserAgentAnalyzer;

/** What a browser's user-agent text says, in the words of Yauaa. */
final class UserAgentFunctions {
  private static final int STEPS = 20_000;

  private UserAgentFunctions() {}

  static void addTo(Library.Group group) {
    group
        .add("ua_os_name", 1, 1, field("OperatingSystemName"))
        .add("ua_os_version", 1, 1, field("OperatingSystemVersion"))
        .add("ua_os_version_major", 1, 1, field("OperatingSystemNameVersionMajor"))
        .add("ua_os_name_version", 1, 1, field("OperatingSystemNameVersion"))
        .add("ua_agent_name", 1, 1, field("AgentName"))
        .add("ua_agent_version", 1, 1, field("AgentVersion"))
        .add("ua_agent_version_major", 1, 1, field("AgentNameVersionMajor"))
        .add("ua_device_class", 1, 1, field("DeviceClass"));
  }

  private static Body field(String name) {
    return args -> {
      args.scope().spend(STEPS);
      return Analyzer.ONE.parse(args.text(0)).getValue(name);
    };
  }

  /** Made when first asked for: its rules take a second to load. */
  private static final class Analyzer {
    static final UserAgentAnalyzer ONE =
        UserAgentAnalyzer.newBuilder()
            .withField("OperatingSystemName")
            .withField("OperatingSystemVersion")
            .withField("OperatingSystemNameVersion")
            .withField("OperatingSystemNameVersionMajor")
            .withField("AgentName")
            .withField("AgentVersion")
            .withField("AgentNameVersionMajor")
            .withField("DeviceClass")
            .withCache(1000)
            .hideMatcherLoadStats()
            .build();
  }
}
