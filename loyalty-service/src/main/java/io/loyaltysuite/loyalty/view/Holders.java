package io.loyaltysuite.loyalty.view;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who may be behind a phone. */
@Repository
public class Holders {

  private final JdbcClient jdbc;

  Holders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Contacts with this phone: those that have a card in use, or all when none has one. Contacts of
   * the CRM are known by their cards only.
   *
   * @param phone digits
   */
  public List<String> withPhone(long portalId, String phone) {
    var holders =
        jdbc.sql(
                """
                select distinct a.contact_id
                from account a
                where a.portal_id = :portal and a.status <> 'deleted' and a.contact_id <> ''
                  and (a.contact_id in (select contact_id::text from contact
                                        where portal_id = :portal and phone = :phone)
                       or a.card_id in (select case when value like '%|%|%|%'
                                                    then split_part(value, '|', 1)::uuid end
                                        from card_key
                                        where not single
                                          and hashtextextended(key, portal_id)
                                            = hashtextextended(:phone, :portal)
                                          and portal_id = :portal and kind = 'PHONE'
                                          and key = :phone))
                """)
            .param("portal", portalId)
            .param("phone", phone)
            .query((row, _) -> row.getString(1))
            .list();
    return holders.isEmpty() ? contacts(portalId, phone) : holders;
  }

  private List<String> contacts(long portalId, String phone) {
    return jdbc.sql("select contact_id::text from contact where portal_id = ? and phone = ?")
        .params(portalId, phone)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
