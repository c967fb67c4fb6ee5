package io.loyaltysuite.loyalty.view;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is said about levels and touch points, and nothing is decided by. */
@Repository
public class ProgramTexts {

  private final JdbcClient jdbc;

  ProgramTexts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What the texts are about. */
  public enum Kind {
    LEVEL,
    TOUCH_POINT;

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** About one level or touch point. */
  public record Text(@Nullable String description, @Nullable String externalId, Instant created) {

    /** About one that operators made. */
    public static final Text NONE = new Text(null, null, Instant.EPOCH);
  }

  /** Texts of a portal by their code in the settings; of what operators made there are none. */
  public Map<String, Text> of(long portalId, Kind kind) {
    var texts = new HashMap<String, Text>();
    jdbc.sql("select * from program_text where portal_id = ? and kind = ?")
        .params(portalId, kind.code())
        .query(
            row -> {
              texts.put(
                  row.getString("code"),
                  new Text(
                      row.getString("description"),
                      row.getString("external_id"),
                      row.getObject("created_at", OffsetDateTime.class).toInstant()));
            });
    return texts;
  }

  /** Says it, in place of what was said before. */
  public void put(long portalId, Kind kind, String code, Text text) {
    jdbc.sql(
            """
            insert into program_text (portal_id, kind, code, description, external_id, created_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (portal_id, kind, code) do update
            set description = excluded.description, external_id = excluded.external_id,
                created_at = excluded.created_at
            """)
        .param(portalId)
        .param(kind.code())
        .param(code)
        .param(text.description())
        .param(text.externalId())
        .param(text.created().atOffset(ZoneOffset.UTC))
        .update();
  }

  public void remove(long portalId, Kind kind, String code) {
    jdbc.sql("delete from program_text where portal_id = ? and kind = ? and code = ?")
        .params(portalId, kind.code(), code)
        .update();
  }
}
