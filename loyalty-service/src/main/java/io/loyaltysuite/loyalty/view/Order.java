package io.loyaltysuite.loyalty.view;

/** How a list is sorted; equal items by their id, so that pages do not overlap. */
public record Order<C extends Order.Column>(C column, boolean ascending) {

  /** What a list can be sorted by. */
  public sealed interface Column {
    String sql();
  }

  /** What cards can be sorted by. */
  public enum OfCards implements Column {
    CREATED("created_at"),
    MODIFIED("modified_at"),
    BALANCE("balance");

    private final String sql;

    OfCards(String sql) {
      this.sql = sql;
    }

    @Override
    public String sql() {
      return sql;
    }
  }

  /** What contacts can be sorted by; those without a birthday come as if born long ago. */
  public enum OfContacts implements Column {
    CREATED("created_at"),
    MODIFIED("modified_at"),
    BIRTHDAY("coalesce(birthday, '-infinity')");

    private final String sql;

    OfContacts(String sql) {
      this.sql = sql;
    }

    @Override
    public String sql() {
      return sql;
    }
  }

  /** The clause of a query. */
  String clause(String idColumn) {
    var direction = ascending ? " asc" : " desc";
    return " order by " + column.sql() + direction + ", " + idColumn + direction;
  }
}
