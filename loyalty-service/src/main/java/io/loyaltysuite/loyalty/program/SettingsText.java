package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text form of {@link Settings}: one place for names, defaults and hard limits. */
final class SettingsText {

  private static final Set<String> ONCE_PER = Set.of("token", "document", "reason");
  private static final Pattern PREFIX = Pattern.compile("[0-9A-Za-z._-]{0,32}");

  /** Bounded, so that no exponent can make a text of a gigabyte. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,12})?");

  /** What stands in front of a day of the year in ISO 8601. */
  private static final String YEARLESS = "--";

  private static final int MAX_DAYS = 36_500;
  private static final int MAX_MINUTES = 525_600;
  private static final int MAX_LEVELS = 100;

  /** A review comes in the year after the one that it judges. */
  private static final int MAX_GRACE_DAYS = 180;

  private final Map<String, String> values;
  private final List<Fault> faults = new ArrayList<>();

  private SettingsText(Map<String, String> values) {
    this.values = values;
  }

  /** Settings with the defaults in place of whatever is wrong, and what that is. */
  record Reading(Settings settings, List<Fault> faults) {}

  static Settings read(long version, Map<String, String> values) {
    Reading reading = reading(version, values);
    if (!reading.faults().isEmpty()) {
      throw new IllegalArgumentException("setting " + reading.faults().getFirst().inEnglish());
    }
    return reading.settings();
  }

  static Reading reading(long version, Map<String, String> values) {
    SettingsText in = new SettingsText(values);
    Settings settings = in.settings(version);
    return new Reading(settings, List.copyOf(in.faults));
  }

  private Settings settings(long version) {
    Settings read =
        new Settings(
            version,
            program(),
            card(),
            accrual(),
            payment(),
            hold(),
            refund(),
            affiliate(),
            levelRules(),
            new Ladder(levels()),
            touchPoints(),
            Map.of());
    return new Settings(
        version,
        read.program(),
        read.card(),
        read.accrual(),
        read.payment(),
        read.hold(),
        read.refund(),
        read.affiliate(),
        read.levels(),
        read.ladder(),
        read.touchPoints(),
        write(read));
  }

  private ProgramRules program() {
    String licenseUntil = text("license.until", "");
    return new ProgramRules(
        flag("program.enabled", true),
        flag("account.enabled", true),
        licenseUntil.isEmpty()
            ? null
            : parsed(
                "license.until",
                "9999-12-31",
                LocalDate::parse,
                "a day such as 2027-01-31",
                "дата вида 2027-01-31"),
        parsed(
            "program.currency",
            "RUB",
            Currency::getInstance,
            "a currency code such as RUB",
            "код валюты, например RUB"),
        parsed(
            "program.zone",
            "Europe/Moscow",
            ZoneId::of,
            "a time zone such as Europe/Moscow",
            "часовой пояс, например Europe/Moscow"),
        oneOf("program.rounding", Rounding.HALF_DOWN, Rounding.class),
        flag("program.rest_round_input", false),
        number("program.min_percentage", "0", "0", "100"),
        number("program.max_percentage", "100", "0", "100"));
  }

  private CardRules card() {
    return new CardRules(
        number("card.percentage", "5", "0", "100"),
        flag("card.number_from_phone", false),
        prefix("card.number_prefix"),
        whole("card.number_length", 12, 4, 64),
        flag("card.number_digits_only", false),
        whole("card.number_min_length", 1, 1, 64),
        whole("card.number_max_length", 64, 1, 64),
        whole("card.max_per_contact", 1, 1, 100));
  }

  private AccrualRules accrual() {
    return new AccrualRules(
        whole("accrual.delay_days", 0, 0, MAX_DAYS),
        lifetime(),
        amount("accrual.max_per_operation", "1000000"),
        amount("accrual.max_per_day", "0"),
        amount("accrual.max_balance", "0"),
        whole("accrual.max_open_lots", 100, 1, 1000),
        oncePer("accrual.once_per", "token"));
  }

  private LifetimeRules lifetime() {
    String until = text("accrual.lifetime_until", "");
    return new LifetimeRules(
        whole("accrual.lifetime_days", 0, 0, MAX_DAYS),
        oneOf("accrual.lifetime_ends", LifetimeEnds.DAY, LifetimeEnds.class),
        until.isEmpty()
            ? null
            : parsed(
                "accrual.lifetime_until",
                "12-31",
                text -> MonthDay.parse(YEARLESS + text),
                "a day of the year such as 12-31",
                "день года вида 12-31"));
  }

  private PaymentRules payment() {
    return new PaymentRules(
        number("payment.max_share_percent", "100", "0", "100"),
        amount("payment.min", "0"),
        amount("payment.max_per_operation", "1000000"),
        amount("payment.max_per_day", "0"),
        amount("payment.min_document_sum", "0"),
        oncePer("payment.once_per", "document"));
  }

  private HoldRules hold() {
    return new HoldRules(
        whole("hold.lifetime_minutes", 1440, 1, MAX_MINUTES), whole("hold.max_open", 20, 1, 100));
  }

  private RefundRules refund() {
    return new RefundRules(
        oneOf("refund.overspent", Overspent.ERROR, Overspent.class),
        whole("refund.restore_grace_days", 30, 0, MAX_DAYS));
  }

  private AffiliateRules affiliate() {
    return new AffiliateRules(number("affiliate.percent", "5", "0", "100"));
  }

  private LevelRules levelRules() {
    return new LevelRules(
        flag("level.allow_downgrade", false),
        oneOf("level.metric", LevelMetric.SUM, LevelMetric.class),
        oneOf("level.window", Window.ALL_TIME, Window.class),
        oneOf("level.downgrade", Downgrade.NEVER, Downgrade.class),
        whole("level.downgrade_grace_days", 0, 0, MAX_GRACE_DAYS));
  }

  private List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    for (int i = 1; i <= MAX_LEVELS && values.containsKey("level." + i + ".code"); i++) {
      String at = "level." + i + ".";
      String code = text(at + "code", "");
      levels.add(
          new Level(
              code,
              text(at + "name", code),
              number(at + "percentage", "0", "0", "100"),
              amount(at + "threshold", "0"),
              values.containsKey(at + "max_payment_share")
                  ? number(at + "max_payment_share", "100", "0", "100")
                  : null));
    }
    return levels;
  }

  private Map<String, TouchPoint> touchPoints() {
    Map<String, TouchPoint> points = new TreeMap<>();
    for (String id : touchPointIds()) {
      String at = "touch_point." + id + ".";
      points.put(
          id,
          new TouchPoint(
              text(at + "name", id), flag(at + "accrual", true), flag(at + "payment", true)));
    }
    return points;
  }

  private Set<String> touchPointIds() {
    Set<String> ids = new TreeSet<>();
    for (String name : values.keySet()) {
      if (name.startsWith("touch_point.") && name.endsWith(".name")) {
        ids.add(name.substring("touch_point.".length(), name.length() - ".name".length()));
      }
    }
    return ids;
  }

  private static Map<String, String> write(Settings settings) {
    Map<String, String> out = new TreeMap<>();
    write(settings.program(), out);
    write(settings.card(), out);
    write(settings.accrual(), out);
    write(settings.payment(), out);
    write(settings.hold(), out);
    write(settings.refund(), out);
    out.put("affiliate.percent", settings.affiliate().percent().toPlainString());
    write(settings.levels(), out);
    write(settings.ladder(), out);
    settings.touchPoints().forEach((id, point) -> write("touch_point." + id + ".", point, out));
    return out;
  }

  private static void write(ProgramRules program, Map<String, String> out) {
    LocalDate licenseUntil = program.licenseUntil();
    out.put("program.enabled", flag(program.enabled()));
    out.put("account.enabled", flag(program.accountEnabled()));
    out.put("license.until", licenseUntil == null ? "" : licenseUntil.toString());
    out.put("program.currency", program.currency().getCurrencyCode());
    out.put("program.zone", program.zone().getId());
    out.put("program.rounding", code(program.rounding()));
    out.put("program.rest_round_input", flag(program.roundsRestInput()));
    out.put("program.min_percentage", program.minPercentage().toPlainString());
    out.put("program.max_percentage", program.maxPercentage().toPlainString());
  }

  private static void write(CardRules card, Map<String, String> out) {
    out.put("card.percentage", card.percentage().toPlainString());
    out.put("card.number_from_phone", flag(card.numberFromPhone()));
    out.put("card.number_prefix", card.numberPrefix());
    out.put("card.number_length", Integer.toString(card.numberLength()));
    out.put("card.number_digits_only", flag(card.numberDigitsOnly()));
    out.put("card.number_min_length", Integer.toString(card.numberMinLength()));
    out.put("card.number_max_length", Integer.toString(card.numberMaxLength()));
    out.put("card.max_per_contact", Integer.toString(card.maxPerContact()));
  }

  private static void write(AccrualRules accrual, Map<String, String> out) {
    out.put("accrual.delay_days", Integer.toString(accrual.delayDays()));
    write(accrual.lifetime(), out);
    out.put("accrual.max_per_operation", accrual.maxPerOperation().toPlainString());
    out.put("accrual.max_per_day", accrual.maxPerDay().toPlainString());
    out.put("accrual.max_balance", accrual.maxBalance().toPlainString());
    out.put("accrual.max_open_lots", Integer.toString(accrual.maxOpenLots()));
    out.put("accrual.once_per", accrual.oncePer());
  }

  private static void write(LifetimeRules lifetime, Map<String, String> out) {
    MonthDay until = lifetime.until();
    out.put("accrual.lifetime_days", Integer.toString(lifetime.days()));
    out.put("accrual.lifetime_ends", code(lifetime.ends()));
    out.put(
        "accrual.lifetime_until",
        until == null ? "" : until.toString().substring(YEARLESS.length()));
  }

  private static void write(PaymentRules payment, Map<String, String> out) {
    out.put("payment.max_share_percent", payment.maxSharePercent().toPlainString());
    out.put("payment.min", payment.min().toPlainString());
    out.put("payment.max_per_operation", payment.maxPerOperation().toPlainString());
    out.put("payment.max_per_day", payment.maxPerDay().toPlainString());
    out.put("payment.min_document_sum", payment.minDocumentSum().toPlainString());
    out.put("payment.once_per", payment.oncePer());
  }

  private static void write(HoldRules hold, Map<String, String> out) {
    out.put("hold.lifetime_minutes", Integer.toString(hold.lifetimeMinutes()));
    out.put("hold.max_open", Integer.toString(hold.maxOpen()));
  }

  private static void write(RefundRules refund, Map<String, String> out) {
    out.put("refund.overspent", code(refund.overspent()));
    out.put("refund.restore_grace_days", Integer.toString(refund.restoreGraceDays()));
  }

  private static void write(LevelRules levels, Map<String, String> out) {
    out.put("level.allow_downgrade", flag(levels.allowsDowngrade()));
    out.put("level.metric", code(levels.metric()));
    out.put("level.window", code(levels.window()));
    out.put("level.downgrade", code(levels.downgrade()));
    out.put("level.downgrade_grace_days", Integer.toString(levels.graceDays()));
  }

  private static void write(Ladder ladder, Map<String, String> out) {
    for (int i = 0; i < ladder.levels().size(); i++) {
      write("level." + (i + 1) + ".", ladder.levels().get(i), out);
    }
  }

  private static void write(String at, Level level, Map<String, String> out) {
    out.put(at + "code", level.code());
    out.put(at + "name", level.name());
    out.put(at + "percentage", level.percentage().toPlainString());
    out.put(at + "threshold", level.threshold().toPlainString());
    BigDecimal share = level.maxPaymentShare();
    if (share != null) {
      out.put(at + "max_payment_share", share.toPlainString());
    }
  }

  private static void write(String at, TouchPoint point, Map<String, String> out) {
    out.put(at + "name", point.name());
    out.put(at + "accrual", flag(point.allowsAccrual()));
    out.put(at + "payment", flag(point.allowsPayment()));
  }

  private String text(String name, String byDefault) {
    return values.getOrDefault(name, byDefault);
  }

  private String prefix(String name) {
    String value = text(name, "");
    if (PREFIX.matcher(value).matches()) {
      return value;
    }
    return fault(
        name,
        "at most 32 digits, Latin letters, dots, hyphens, underscores",
        "не больше 32 цифр, латинских букв, точек, дефисов, подчёркиваний",
        "");
  }

  private boolean flag(String name, boolean byDefault) {
    return switch (text(name, flag(byDefault))) {
      case "Y" -> true;
      case "N" -> false;
      default -> fault(name, "Y or N", "Y или N", byDefault);
    };
  }

  private static String flag(boolean value) {
    return value ? "Y" : "N";
  }

  private String oncePer(String name, String byDefault) {
    String value = text(name, byDefault);
    return ONCE_PER.contains(value)
        ? value
        : fault(name, "token, document or reason", "token, document или reason", byDefault);
  }

  private <E extends Enum<E>> E oneOf(String name, E byDefault, Class<E> type) {
    String value = text(name, code(byDefault));
    List<String> codes = Stream.of(type.getEnumConstants()).map(SettingsText::code).toList();
    String expected = String.join(", ", codes);
    return codes.contains(value)
        ? Enum.valueOf(type, value.toUpperCase(Locale.ROOT))
        : fault(name, "one of " + expected, "одно из: " + expected, byDefault);
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private int whole(String name, int byDefault, int min, int max) {
    BigDecimal value = number(name, byDefault + "", min + "", max + "");
    return value.stripTrailingZeros().scale() > 0
        ? fault(name, "a whole number", "целое число", byDefault)
        : value.intValueExact();
  }

  private BigDecimal amount(String name, String byDefault) {
    return number(name, byDefault, "0", "1000000000000");
  }

  private BigDecimal number(String name, String byDefault, String min, String max) {
    String value = text(name, byDefault);
    if (NUMBER.matcher(value).matches()) {
      BigDecimal number = new BigDecimal(value);
      if (number.compareTo(new BigDecimal(min)) >= 0
          && number.compareTo(new BigDecimal(max)) <= 0) {
        return number;
      }
    }
    return fault(
        name,
        "a number from %s to %s".formatted(min, max),
        "число от %s до %s".formatted(min, max),
        new BigDecimal(byDefault));
  }

  private <T> T parsed(
      String name, String byDefault, Function<String, T> parser, String en, String ru) {
    try {
      return parser.apply(text(name, byDefault));
    } catch (IllegalArgumentException | DateTimeException _) {
      return fault(name, en, ru, parser.apply(byDefault));
    }
  }

  private <T> T fault(String name, String en, String ru, T instead) {
    faults.add(Fault.of(name, text(name, ""), en, ru));
    return instead;
  }
}
