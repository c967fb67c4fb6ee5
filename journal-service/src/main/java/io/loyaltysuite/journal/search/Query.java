package io.loyaltysuite.journal.search;

import io.loyaltysuite.journal.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question as SQL. Copies of an event (same topic, same {@code ce_id}) are folded into the first
 * one within the period; conditions on columns with partial indexes repeat what makes them usable.
 *
 * @param check tells questions apart, see {@link Cursor}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed to JDBC, never compared.
record Query(String sql, Object[] arguments, int check) {

  private static final String SELECT =
      """
      select t.name, e.partition_no, e.record_offset, e.at_ms, e.member_id, e.workflow_id, e.ce_id,
        e.ce_type, e.ce_time_ms, e.activity, e.status, e.error_code, e.kind,
        coalesce(octet_length(e.value), 0),
        case when e.ce_id = '' then 1 else (select count(*) from event c
          where c.ce_id = e.ce_id and c.ce_id <> '' and c.topic_no = e.topic_no) end,
        e.topic_no
      from event e join topic t using (topic_no)
      where e.at_ms >= ? and e.at_ms < ?
      """;

  private static final String FIRST_COPY =
      """
      and (e.ce_id = '' or not exists (select 1 from event p
        where p.ce_id = e.ce_id and p.ce_id <> '' and p.topic_no = e.topic_no and p.at_ms >= ?
          and (p.at_ms, p.partition_no, p.record_offset)
            < (e.at_ms, e.partition_no, e.record_offset)))
      """;

  private static final String BEHIND =
      " and (e.at_ms, e.topic_no, e.partition_no, e.record_offset) < (?, ?, ?, ?)";

  private static final String ORDER =
      " order by e.at_ms desc, e.topic_no desc, e.partition_no desc, e.record_offset desc limit ?";

  static Query of(Question question, Caller caller) {
    return new Builder(question, caller).build();
  }

  private static final class Builder {

    private final Question question;
    private final StringBuilder sql = new StringBuilder(SELECT);
    private final List<Object> arguments = new ArrayList<>();

    Builder(Question question, Caller caller) {
      this.question = question;
      arguments.add(question.fromMillis());
      arguments.add(question.toMillis());
      and("e.workflow_id <> '' and e.workflow_id = ?", question.workflow());
      and("e.member_id = ?", question.portal());
      and("e.status = ?", question.status());
      and("e.error_code <> '' and e.error_code = ?", question.errorCode());
      and("e.activity = ?", question.activity());
      and("e.ce_type like ?", question.type() == null ? null : "%." + question.type() + ".v%");
      and("position(? in e.value) > 0", bytes(question.text()));
      if (!caller.seesAll()) {
        and("e.member_id = any(?)", caller.portals().stream().sorted().toArray(String[]::new));
      }
      and(FIRST_COPY.strip().substring("and ".length()), question.fromMillis());
    }

    Query build() {
      var conditions = new ArrayList<>(arguments);
      conditions.replaceAll(
          a -> a instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : a);
      conditions.replaceAll(a -> a instanceof String[] all ? List.of(all) : a);
      int check = Cursor.check(sql + " " + conditions);
      if (question.cursor() != null) {
        var cursor = Cursor.read(question.cursor(), check);
        sql.append(BEHIND);
        arguments.add(cursor.atMillis());
        arguments.add(cursor.topicNo());
        arguments.add(cursor.partition());
        arguments.add(cursor.offset());
      }
      sql.append(ORDER);
      arguments.add(question.limit() + 1);
      return new Query(sql.toString(), arguments.toArray(), check);
    }

    private void and(String condition, @Nullable Object argument) {
      if (argument != null) {
        sql.append(" and ").append(condition);
        arguments.add(argument);
      }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
      return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
