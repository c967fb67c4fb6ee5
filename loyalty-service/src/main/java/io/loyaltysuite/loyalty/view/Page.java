package io.loyaltysuite.loyalty.view;

import java.util.List;

/**
 * A part of a list (spec 2.4).
 *
 * @param total items of the whole list
 * @param number of the page, from 1; a page past the end is empty
 */
public record Page<T>(List<T> items, long total, int number) {

  /** Items of a full page. */
  public static final int SIZE = 50;

  /** Highest page that may be asked for. */
  public static final int LAST = 1_000_000;

  public Page {
    items = List.copyOf(items);
  }

  /** A page of a list that is there as a whole. */
  public static <T> Page<T> of(List<T> all, int number) {
    var items = all.stream().skip(offset(number)).limit(SIZE).toList();
    return new Page<>(items, all.size(), number);
  }

  /** How many pages there are; at least one. */
  public long pages() {
    return Math.max(1, (total + SIZE - 1) / SIZE);
  }

  static long offset(int number) {
    return (number - 1L) * SIZE;
  }
}
