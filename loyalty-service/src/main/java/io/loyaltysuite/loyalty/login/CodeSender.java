package io.loyaltysuite.loyalty.login;

/** Brings a code to a phone. A bean of this type in place of ours is another way to do so. */
public interface CodeSender {

  /**
   * A code on its way; neither part belongs into a log.
   *
   * @param phone E.164 with its plus
   * @param text what the client reads
   */
  record Message(String phone, String code, String text) {

    @Override
    public String toString() {
      return "Message[]";
    }
  }

  /** Whether there is anybody to send by. */
  boolean isReady();

  /**
   * Sends, and returns when the provider has it.
   *
   * @throws SendingFailed when it does not
   */
  void send(Message message);

  /** The provider did not take a message; says why, and nothing of the message. */
  final class SendingFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SendingFailed(String why) {
      super(why);
    }
  }
}
