package io.loyaltysuite.journal.replay;

import java.util.List;

/** The answer to "decide these again". */
public sealed interface Reproduced {

  /** One verdict per result, in their order. */
  record Verdicts(List<Verdict> all) implements Reproduced {

    public long identical() {
      return all.stream().filter(Verdict.Identical.class::isInstance).count();
    }

    public long different() {
      return all.stream().filter(Verdict.Differs.class::isInstance).count();
    }
  }

  /** The loyalty service gave no answer; nothing is known. */
  record NoAnswer(String reason) implements Reproduced {}
}
