package io.loyaltysuite.loyalty.login;

/** Stands where no provider is configured. */
final class NoCodeSender implements CodeSender {

  @Override
  public boolean isReady() {
    return false;
  }

  @Override
  public void send(Message message) {
    throw new SendingFailed("no provider is configured (loyalty.login.sender-url)");
  }
}
