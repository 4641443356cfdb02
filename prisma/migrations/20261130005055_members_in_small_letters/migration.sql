-- Addresses on marketing lists stand in small letters, so that nobody is on a list twice. Whoever is there twice already stays so until somebody decides.
update marketing_list_members m set email = lower(m.email)
where m.email <> lower(m.email)
  and not exists (
    select from marketing_list_members o where o.list_id = m.list_id and o.id <> m.id and lower(o.email) = lower(m.email));
