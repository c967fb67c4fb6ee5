package io.loyaltysuite.gateway.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bodies that no portal sends, but anybody who knows the address can. Each kind is a call of a
 * genuine portal with something added that is hostile to parsers, or nothing but that.
 */
final class HostileBodies {
  private static final String ACTIVITY = "loyalty_accrue_fixed";

  private static final Map<String, BiFunction<Random, String, String>> KINDS =
      Map.ofEntries(
          Map.entry("broken escapes", (random, _) -> property(brokenEscapes(random))),
          Map.entry("raw bytes", (random, _) -> property(rawBytes(random))),
          Map.entry(
              "4-byte UTF-8", (random, _) -> property(url("😀𝕏\u202E".repeat(length(random))))),
          Map.entry("control characters", (random, _) -> property(controls(random))),
          Map.entry("equal keys", (random, _) -> property("1").repeat(length(random))),
          Map.entry(
              "deep brackets", (random, _) -> "&properties" + "[x]".repeat(length(random)) + "=1"),
          Map.entry("unmatched brackets", (random, _) -> "&properties" + brackets(random) + "=1"),
          Map.entry("many keys", (random, _) -> manyKeys(1 + random.nextInt(300))),
          Map.entry("colliding keys", (random, _) -> colliding(4 + random.nextInt(4))),
          Map.entry("branch for a text", (random, _) -> branchForText(random)),
          Map.entry("huge numbers", (random, _) -> hugeNumbers(random)),
          Map.entry("long identity", (random, _) -> "&code=" + "x".repeat(length(random))),
          Map.entry("an event, too", (random, _) -> "&event=" + controls(random)),
          Map.entry("only an event", (random, member) -> event(random, member)));

  /** Names of the kinds. */
  static final List<String> NAMES = KINDS.keySet().stream().sorted().toList();

  private HostileBodies() {}

  /** A body of a kind; the random source decides the rest. */
  static byte[] body(String kind, String member, Random random) {
    var hostile = Objects.requireNonNull(KINDS.get(kind)).apply(random, member);
    if (kind.startsWith("only")) {
      return hostile.getBytes(StandardCharsets.ISO_8859_1);
    }
    var inputs = Map.of("contact_id", "1", "amount", "1", "n", Integer.toString(random.nextInt()));
    var call = Bodies.call(member, "hostile-" + random.nextInt(50), ACTIVITY, inputs);
    return (call + hostile).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Far more keys than a form may have. */
  static String manyKeys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "&properties[k" + i + "]=" + i)
        .collect(Collectors.joining());
  }

  /** Names with one and the same hash code: 2 to the power given. */
  static String colliding(int power) {
    return IntStream.range(0, 1 << power)
        .mapToObj(
            i ->
                IntStream.range(0, power)
                    .mapToObj(bit -> ((i >> bit) & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining()))
        .map(name -> "&properties[" + name + "]=1")
        .collect(Collectors.joining());
  }

  private static String property(String value) {
    return "&properties[reason_comment]=" + value;
  }

  private static String brokenEscapes(Random random) {
    return pick(
        random, List.of("%", "%%", "%2", "%zz", "%u0041", "%C3%28", "%ED%A0%80", "%FF%FE", "%00"));
  }

  private static String rawBytes(Random random) {
    return random
        .ints(length(random), 1, 256)
        .filter(b -> b != '&')
        .mapToObj(b -> String.valueOf((char) b))
        .collect(Collectors.joining());
  }

  private static String controls(Random random) {
    return random
        .ints(length(random), 0, 32)
        .mapToObj("%%%02X"::formatted)
        .collect(Collectors.joining());
  }

  private static String brackets(Random random) {
    return pick(random, List.of("[", "]", "[[", "]]", "][", "[]", "[a]b", "%5B", "%5B%5D"));
  }

  private static String branchForText(Random random) {
    var field =
        List.of("workflow_id", "code", "ts", "use_subscription", "document_id[0]", "auth[user_id]");
    return "&" + field.get(random.nextInt(field.size())) + "[x][y]=1";
  }

  private static String hugeNumbers(Random random) {
    var number = pick(random, List.of("9", "-9", "1e9", "0.", "9999999999", "NaN", "0x", "٣"));
    return "&properties[amount]="
        + url(number)
        + "&ts="
        + url(number)
        + "&timeout_duration="
        + url(number);
  }

  private static String event(Random random, String member) {
    return "event=ONAPPINSTALL%s&auth[member_id]=%s&auth[application_token]=%s&data[x]=%s"
        .formatted(controls(random), member, brokenEscapes(random), controls(random));
  }

  private static String pick(Random random, List<String> parts) {
    return random
        .ints(length(random), 0, parts.size())
        .mapToObj(parts::get)
        .collect(Collectors.joining());
  }

  private static int length(Random random) {
    return 1 + random.nextInt(40);
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
