package io.loyaltysuite.standalone.parts;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory the database may keep pages in. It takes the memory only as pages come, so a
 * small demo stays small.
 */
final class Buffers {

  private static final long MEBIBYTE = 1024 * 1024;
  private static final long SHARE = 8;
  private static final long LEAST = 128;
  private static final long MOST = 1024;

  private Buffers() {}

  /** Mebibytes. */
  static long ofThisMachine() {
    return of(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
  }

  /** Mebibytes on a machine with so many bytes of memory. */
  static long of(long memory) {
    return Math.clamp(memory / MEBIBYTE / SHARE, LEAST, MOST);
  }
}
