package io.loyaltysuite.loyalty.reproduce;

/**
 * What a bundle may cost its reader; a file beyond it is refused, not read.
 *
 * @param maxFiles files in the archive
 * @param maxFileBytes unpacked size of one file
 * @param maxTotalBytes unpacked size of all files together
 * @param maxRatio unpacked to packed size, for files that unpack to more than a mebibyte
 * @param maxLineBytes longest line of an NDJSON file; records are at most 4 MiB before encoding
 */
record BundleLimits(
    int maxFiles, long maxFileBytes, long maxTotalBytes, int maxRatio, int maxLineBytes) {

  static final BundleLimits STANDARD =
      new BundleLimits(5_000, 1L << 30, 2L << 30, 200, 24 * 1024 * 1024);

  /** Sizes below this are never a bomb, however well they compress. */
  static final long HARMLESS_BYTES = 1024 * 1024;
}
