-- Most rows of the index are of keys with many values, and most of them are read once or never: every movement leaves some. Their place in
-- an index of hashes takes a fifth of what the whole texts took. Equal hashes say little; readers compare the texts. Of keys
-- with one value the texts themselves are unique, as before.
set local statement_timeout = 0;

create index card_key_many on card_key (hashtextextended(key, portal_id)) where not single;
alter table card_key drop constraint card_key_pkey;

-- A result fits into a page; elsewhere it would be cut up and indexed once more.
alter table decision set (toast_tuple_target = 8160);
