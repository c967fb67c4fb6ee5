package io.loyaltysuite.schemas;

import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;

/** The contract on the parts that the suite starts itself. */
class EmbeddedCodecIT extends CodecContract {

  private static final Database DATABASE = Parts.shared().freshDatabase("codec");

  @Override
  Surroundings surroundings() {
    var registry = Parts.shared().registry().url();
    return new Surroundings(
        registry,
        registry.resolve("/apis/registry/v3"),
        Surroundings.source(DATABASE),
        Parts.shared().kafka().bootstrapServers());
  }
}
