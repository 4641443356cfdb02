-- Of a person's shopping lists at a website one at most is the default, however many are made it at the same moment.
create unique index if not exists shopping_lists_preferred on shopping_lists (website_id, customer_user_id) where preferred;
