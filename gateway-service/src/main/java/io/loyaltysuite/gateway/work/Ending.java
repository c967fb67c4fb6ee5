package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.work.deal.Deal;
import io.loyaltysuite.gateway.work.deal.Failure;
import io.loyaltysuite.gateway.work.deal.Plan;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How work ended. */
sealed interface Ending {

  /** Word of the follow-up and of reports. */
  String outcome();

  /** Word of reports and meters: the failure's code where there is one. */
  default String word() {
    return outcome();
  }

  /**
   * The deal has its discount.
   *
   * @param made the deal afterwards; null when it could not be read or others changed it as well
   * @param sumAfter its sum afterwards
   */
  record Applied(Plan plan, @Nullable Deal made, BigDecimal sumAfter) implements Ending {
    @Override
    public String outcome() {
      return "applied";
    }
  }

  /** The deal is what it was before the discount. */
  record Undone() implements Ending {
    @Override
    public String outcome() {
      return "undone";
    }
  }

  /**
   * It came to nothing.
   *
   * @param doubt what an auditor has to look at in the portal; empty when nothing was changed there
   */
  record Failed(Failure failure, String doubt) implements Ending {
    Failed(Failure failure) {
      this(failure, "");
    }

    @Override
    public String outcome() {
      return "failed";
    }

    @Override
    public String word() {
      return failure.code();
    }
  }
}
