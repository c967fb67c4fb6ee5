package io.loyaltysuite.simulator.portal;

/**
 * The portal's leaky bucket (protocol 5.1), one per source address.
 *
 * @param perSecond what leaves the bucket every second; 0 switches the limit off
 * @param burst a request that finds more than this in the bucket is refused
 * @param refusedCount whether refused requests fill the bucket, too
 */
public record RateLimit(int perSecond, int burst, boolean refusedCount) {

  /** Every tariff but Enterprise. */
  public static final RateLimit STANDARD = new RateLimit(2, 50, false);

  /** The Enterprise tariff. */
  public static final RateLimit ENTERPRISE = new RateLimit(5, 250, false);

  /** No limit, as in a self-hosted portal. */
  public static final RateLimit OFF = new RateLimit(0, 0, false);
}
