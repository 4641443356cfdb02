-- The audit log is added to, and nothing else.

create or replace function refuse_to_rewrite() returns trigger
language plpgsql as $$
begin
  raise exception 'rows of % are never changed or taken away', tg_table_name using errcode = '42501';
end
$$;

create or replace trigger audit_entries_stand
  before update or delete or truncate on audit_entries
  for each statement execute function refuse_to_rewrite();
