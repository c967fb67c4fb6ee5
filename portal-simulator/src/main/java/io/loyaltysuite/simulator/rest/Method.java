package io.loyaltysuite.simulator.rest;

import java.util.function.Function;

/**
 * One REST method.
 *
 * @param name name in lower case
 * @param scope right it needs; empty for any
 * @param body what it does
 */
record Method(String name, String scope, Function<Call, RestAnswer> body) {

  RestAnswer call(Call call) {
    if (!scope.isEmpty() && !call.session().scopes().contains(scope)) {
      return new RestAnswer.Refused(
          401,
          "insufficient_scope",
          "The request requires higher privileges than provided by the access token");
    }
    return body.apply(call);
  }
}
