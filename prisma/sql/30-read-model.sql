-- The tables that shoppers read from (docs/decisions/004-read-model.md): rows made for lists, indexed by what lists ask. They hold nothing that
-- cannot be made again from the entities, so they are never migrated: another `shape` throws them away, and the start makes them anew.
do $$
declare
  present int;
begin
  if to_regclass('read_model.state') is not null then
    execute 'select shape from read_model.state' into present;
    if present is distinct from 4 then
      drop schema read_model cascade;
    end if;
  end if;
end
$$;

create schema if not exists read_model;

/* One row. The numbers grow with every change of what they name, in the transaction of the change: whoever keeps a result in memory
   keeps them beside it. `stock` is what can be ordered and what not, `shelf` whatever is shown of it. `complete_at` is null until the read model was built once. */
create table if not exists read_model.state (
  only_row boolean primary key default true check (only_row),
  shape int not null,
  catalog bigint not null default 1,
  prices bigint not null default 1,
  stock bigint not null default 1,
  shelf bigint not null default 1,
  complete_at timestamptz
);
insert into read_model.state (shape) values (4) on conflict do nothing;

/* Categories that can be seen: active, as all above them are. `path` leads from the top to the category itself, by slugs. */
create table if not exists read_model.categories (
  category_id uuid primary key,
  slug text not null unique,
  path text[] not null
);

/* One row for each product that lists show: simple ones that are no variant, and configurable ones for all their variants.
   `tags` say what it can be found by: in:<category slug> for all above it, brand:<code>, <attribute>:<value>. */
create table if not exists read_model.products (
  product_id uuid primary key,
  tags text[] not null,
  status text not null default 'outOfStock',
  orderable boolean not null default false,
  stock numeric,
  available_from date,
  created_at timestamptz not null
) with (fillfactor = 80);
alter table read_model.products alter column tags set statistics 1000;
create index if not exists products_tags on read_model.products using gin (tags) with (fastupdate = off);
create index if not exists products_newest on read_model.products (created_at desc, product_id desc);

/* The pages of a category, in their order; '' is the whole shop. */
create table if not exists read_model.category_products (
  category text not null,
  position int not null,
  product_id uuid not null,
  primary key (category, product_id)
);
create index if not exists category_products_page on read_model.category_products (category, position, product_id);

create index if not exists category_products_product on read_model.category_products (product_id);

/* What a list shows of a product in a language, as a finished JSON text, and how it is found and sorted there. */
create table if not exists read_model.texts (
  product_id uuid not null,
  locale text not null,
  card text not null,
  name_sort text collate "C" not null,
  search tsvector not null,
  primary key (product_id, locale)
);
create index if not exists texts_by_name on read_model.texts (locale, name_sort, product_id);
/* What searches walk along. */
create or replace function read_model.index_texts() returns void
language plpgsql as $$
begin
  if to_regclass('read_model.texts_found') is null then
    create index texts_found on read_model.texts using gin (locale, search) with (fastupdate = off);
  end if;
end
$$;
select read_model.index_texts();

/* What a page shows of a product in a language, as a finished JSON text; variants have a row of their own beside that of their product. */
create table if not exists read_model.details (
  product_id uuid not null,
  locale text not null,
  listed_id uuid not null,
  sellables uuid[] not null,
  slug text not null,
  sku text not null,
  detail text not null,
  primary key (product_id, locale)
);
create index if not exists details_slug on read_model.details (slug, locale);
create index if not exists details_sku on read_model.details (sku, locale);
create index if not exists details_listed on read_model.details (listed_id);

/* A chain of price lists that some shopper has. A website's own chain is complete: it has a row in `prices` for every product. Another one
   has rows only for products that its first list prices; for the rest the chain behind its first list holds. `path` names the chains to ask. */
create table if not exists read_model.chains (
  chain_id int generated always as identity primary key,
  lists uuid[] not null unique,
  complete boolean not null,
  path int[] not null default '{}'
);

/* The path of everybody at a website, from a moment on. */
create table if not exists read_model.website_chains (
  website_id uuid not null,
  since timestamptz not null,
  path int[] not null,
  primary key (website_id, since)
);

/* What a listed product costs in a chain. `lowest` is Infinity where nothing of it has a price. `tiers`: product → unit code → [[from quantity, amount], …]. */
create table if not exists read_model.prices (
  product_id uuid not null,
  currency text not null,
  chain_id int not null references read_model.chains on delete cascade,
  lowest numeric not null,
  highest numeric not null,
  -- for the order from dear to cheap: what has no price comes last there, too
  falling numeric generated always as (case when lowest = 'Infinity' then -1 else lowest end) stored,
  tiers text not null,
  primary key (product_id, currency, chain_id)
);
create index if not exists prices_by_amount on read_model.prices (chain_id, currency, lowest, product_id);
create index if not exists prices_falling on read_model.prices (chain_id, currency, falling, product_id);

/* The words that there are to be found, so that a wrong one can be put right. */
create table if not exists read_model.words (
  locale text not null,
  word text collate "C" not null,
  stem text collate "C" not null,
  primary key (locale, word)
);
create index if not exists words_stem on read_model.words (locale, stem);
create index if not exists words_alike on read_model.words using gin (word gin_trgm_ops) with (fastupdate = off);
