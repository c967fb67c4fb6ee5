package io.loyaltysuite.loyalty.program;

/** What of the purchases that count makes a level; thresholds are in its unit. */
public enum LevelMetric {
  /** Their sum. */
  SUM,
  /** How many they are. */
  COUNT
}
