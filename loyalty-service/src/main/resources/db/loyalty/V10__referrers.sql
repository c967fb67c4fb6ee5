-- Who brought the holder of a card is asked by the card's id. Cards issued before the index knew it
-- say so in their first entry.
insert into card_key (portal_id, kind, key, value, single)
select e.portal_id, 'REFERRER', e.card_id::text, split_part(k.value, '|', 1) || '|' || k.key, true
from entry e
join card_key k
  on k.portal_id = e.portal_id and k.kind = 'CARD_NUMBER'
    and k.key = e.details ->> 'affiliate_card_number'
where e.kind = 'card_issued';
