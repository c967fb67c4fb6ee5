package io.loyaltysuite.journal.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * The last event of a page, newest first. It carries a check of the question it belongs to, so that
 * it cannot be used with another one by mistake.
 */
record Cursor(int question, long atMillis, short topicNo, int partition, long offset) {

  private static final int BYTES = 4 + 8 + 2 + 4 + 8;

  String text() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putInt(question)
            .putLong(atMillis)
            .putShort(topicNo)
            .putInt(partition)
            .putLong(offset);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads a cursor back.
   *
   * @throws BadQuestion when it is none, or was made for another question
   */
  static Cursor read(String text, int question) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() == BYTES && bytes.getInt() == question) {
        return new Cursor(
            question, bytes.getLong(), bytes.getShort(), bytes.getInt(), bytes.getLong());
      }
    } catch (IllegalArgumentException notBase64) {
      // Answered below.
    }
    throw new BadQuestion(
        "cursor: " + text + " (expected: \"next\" of the page before, with the same question)");
  }

  static int check(String question) {
    var crc = new CRC32C();
    crc.update(question.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }
}
