package io.loyaltysuite.simulator.portal;

/**
 * A user of the portal.
 *
 * @param id number of the user, from 1
 * @param admin whether the user is an administrator
 * @param active whether the user may log in; a dismissed employee may not
 * @param appAccess whether the user may use the application
 */
public record User(int id, boolean admin, boolean active, boolean appAccess) {

  /** An active administrator. */
  public static User admin(int id) {
    return new User(id, true, true, true);
  }

  /** An active employee. */
  public static User employee(int id) {
    return new User(id, false, true, true);
  }

  /** The same user after dismissal. */
  public User dismissed() {
    return new User(id, admin, false, appAccess);
  }

  /** The same user without access to the application. */
  public User withoutAppAccess() {
    return new User(id, admin, active, false);
  }
}
