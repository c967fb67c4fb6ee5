package io.loyaltysuite.gateway.webhook.form;

import io.loyaltysuite.gateway.webhook.form.FormNode.Branch;
import io.loyaltysuite.gateway.webhook.form.FormNode.Leaf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form body as PHP does: brackets build lists and maps, the last of equal keys wins, {@code
 * +} and {@code %20} are spaces, what cannot be decoded stays as it is. A NUL, which no database
 * takes, becomes the replacement character.
 */
public final class PhpForm {

  /** What came of a body. */
  public sealed interface Parsed {

    /** A form, possibly an empty one. */
    record Form(Branch root) implements Parsed {}

    /**
     * Too much structure.
     *
     * @param reason says what was got and what is allowed, and quotes nothing of the body
     */
    record Refused(String reason) implements Parsed {}
  }

  /** Of hexadecimal numbers, by their characters; negative for what is none. */
  private static final byte[] DIGITS = new byte[256];

  static {
    for (int character = 0; character < DIGITS.length; character++) {
      DIGITS[character] = (byte) Character.digit(character, 16);
    }
  }

  private final byte[] body;
  private final FormLimits limits;
  private final Branch root = new Branch();
  private byte[] decoded = new byte[256];

  private PhpForm(byte[] body, FormLimits limits) {
    this.body = body;
    this.limits = limits;
  }

  /** Parses a whole body in UTF-8; broken UTF-8 becomes replacement characters. */
  public static Parsed parse(byte[] body, FormLimits limits) {
    return new PhpForm(body, limits).parse();
  }

  private Parsed parse() {
    int pairs = 0;
    for (int start = 0; start < body.length; ) {
      int end = indexOf('&', start, body.length);
      if (end > start) {
        if (++pairs > limits.pairs()) {
          return new Parsed.Refused("pairs: more than " + limits.pairs());
        }
        var refused = pair(start, end);
        if (refused != null) {
          return refused;
        }
      }
      start = end + 1;
    }
    return new Parsed.Form(root);
  }

  private Parsed.@Nullable Refused pair(int start, int end) {
    int equals = indexOf('=', start, end);
    var key = decode(start, equals);
    if (key.length() > limits.keyLength()) {
      return new Parsed.Refused(
          "key: %d characters (expected: at most %d)".formatted(key.length(), limits.keyLength()));
    }
    var path = path(key);
    if (path.size() > limits.depth()) {
      return new Parsed.Refused(
          "depth: %d (expected: at most %d)".formatted(path.size(), limits.depth()));
    }
    if (!path.getFirst().isEmpty()) {
      put(path, decode(Math.min(equals + 1, end), end));
    }
    return null;
  }

  private void put(List<String> path, String value) {
    var branch = root;
    for (int level = 0; level < path.size() - 1; level++) {
      var name = path.get(level);
      branch = branch.grow(name.isEmpty() ? branch.nextIndex() : name);
    }
    var last = path.getLast();
    branch.put(last.isEmpty() ? branch.nextIndex() : last, new Leaf(value));
  }

  /**
   * {@code a[b][]} is a, b and an empty name; what follows a closed bracket otherwise is dropped.
   */
  private static List<String> path(String key) {
    int open = key.indexOf('[');
    if (open <= 0 || key.indexOf(']', open) < 0) {
      return List.of(key);
    }
    var path = new ArrayList<String>();
    path.add(key.substring(0, open));
    while (open < key.length() && key.charAt(open) == '[') {
      int close = key.indexOf(']', open);
      if (close < 0) {
        break;
      }
      path.add(key.substring(open + 1, close));
      open = close + 1;
    }
    return path;
  }

  private String decode(int start, int end) {
    if (decoded.length < end - start) {
      decoded = new byte[end - start];
    }
    int length = 0;
    int seen = 0;
    boolean hasNul = false;
    for (int at = start; at < end; at++) {
      byte next = body[at];
      if (next == '+') {
        next = ' ';
      } else if (next == '%') {
        int escaped = escaped(at, end);
        if (escaped >= 0) {
          next = (byte) escaped;
          at += 2;
        }
      }
      seen |= next;
      hasNul |= next == 0;
      decoded[length++] = next;
    }
    // Most texts are ASCII, which is its own decoding.
    var charset = seen < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    var text = new String(decoded, 0, length, charset);
    return hasNul ? text.replace('\0', '\uFFFD') : text;
  }

  /** The byte that is written as a percent sign and two digits; negative when it is not. */
  private int escaped(int percent, int end) {
    if (percent + 2 >= end) {
      return -1;
    }
    int high = DIGITS[body[percent + 1] & 0xFF];
    int low = DIGITS[body[percent + 2] & 0xFF];
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /** Where the byte is, or {@code end}. */
  private int indexOf(char wanted, int start, int end) {
    int at = start;
    while (at < end && body[at] != wanted) {
      at++;
    }
    return at;
  }
}
