-- Derived from packages/schema by `npm run derive`. Do not edit.

alter table brands drop constraint if exists brands_description_said;
alter table brands add constraint brands_description_said check (jsonb_typeof(description) = 'object' and description <> '{}') not valid;

alter table units drop constraint if exists units_label_said;
alter table units add constraint units_label_said check (jsonb_typeof(label) = 'object' and label <> '{}') not valid;

alter table units drop constraint if exists units_label_plural_said;
alter table units add constraint units_label_plural_said check (jsonb_typeof(label_plural) = 'object' and label_plural <> '{}') not valid;

alter table units drop constraint if exists units_symbol_said;
alter table units add constraint units_symbol_said check (jsonb_typeof(symbol) = 'object' and symbol <> '{}') not valid;

alter table attributes drop constraint if exists attributes_label_said;
alter table attributes add constraint attributes_label_said check (jsonb_typeof(label) = 'object' and label <> '{}') not valid;

alter table attribute_options drop constraint if exists attribute_options_label_said;
alter table attribute_options add constraint attribute_options_label_said check (jsonb_typeof(label) = 'object' and label <> '{}') not valid;

alter table attribute_families drop constraint if exists attribute_families_label_said;
alter table attribute_families add constraint attribute_families_label_said check (jsonb_typeof(label) = 'object' and label <> '{}') not valid;

alter table categories drop constraint if exists categories_name_said;
alter table categories add constraint categories_name_said check (jsonb_typeof(name) = 'object' and name <> '{}') not valid;

alter table categories drop constraint if exists categories_description_said;
alter table categories add constraint categories_description_said check (jsonb_typeof(description) = 'object' and description <> '{}') not valid;

alter table categories drop constraint if exists categories_meta_title_said;
alter table categories add constraint categories_meta_title_said check (jsonb_typeof(meta_title) = 'object' and meta_title <> '{}') not valid;

alter table categories drop constraint if exists categories_meta_description_said;
alter table categories add constraint categories_meta_description_said check (jsonb_typeof(meta_description) = 'object' and meta_description <> '{}') not valid;

alter table products drop constraint if exists products_name_said;
alter table products add constraint products_name_said check (jsonb_typeof(name) = 'object' and name <> '{}') not valid;

alter table products drop constraint if exists products_short_description_said;
alter table products add constraint products_short_description_said check (jsonb_typeof(short_description) = 'object' and short_description <> '{}') not valid;

alter table products drop constraint if exists products_description_said;
alter table products add constraint products_description_said check (jsonb_typeof(description) = 'object' and description <> '{}') not valid;

alter table products drop constraint if exists products_meta_title_said;
alter table products add constraint products_meta_title_said check (jsonb_typeof(meta_title) = 'object' and meta_title <> '{}') not valid;

alter table products drop constraint if exists products_meta_description_said;
alter table products add constraint products_meta_description_said check (jsonb_typeof(meta_description) = 'object' and meta_description <> '{}') not valid;

alter table products drop constraint if exists products_meta_keywords_said;
alter table products add constraint products_meta_keywords_said check (jsonb_typeof(meta_keywords) = 'object' and meta_keywords <> '{}') not valid;

alter table product_images drop constraint if exists product_images_alt_said;
alter table product_images add constraint product_images_alt_said check (jsonb_typeof(alt) = 'object' and alt <> '{}') not valid;

alter table product_files drop constraint if exists product_files_label_said;
alter table product_files add constraint product_files_label_said check (jsonb_typeof(label) = 'object' and label <> '{}') not valid;

alter table kit_items drop constraint if exists kit_items_label_said;
alter table kit_items add constraint kit_items_label_said check (jsonb_typeof(label) = 'object' and label <> '{}') not valid;

alter table promotions drop constraint if exists promotions_name_said;
alter table promotions add constraint promotions_name_said check (jsonb_typeof(name) = 'object' and name <> '{}') not valid;

alter table payment_terms drop constraint if exists payment_terms_label_said;
alter table payment_terms add constraint payment_terms_label_said check (jsonb_typeof(label) = 'object' and label <> '{}') not valid;

alter table shipping_methods drop constraint if exists shipping_methods_label_said;
alter table shipping_methods add constraint shipping_methods_label_said check (jsonb_typeof(label) = 'object' and label <> '{}') not valid;

alter table shipping_methods drop constraint if exists shipping_methods_description_said;
alter table shipping_methods add constraint shipping_methods_description_said check (jsonb_typeof(description) = 'object' and description <> '{}') not valid;

alter table shipping_methods drop constraint if exists shipping_methods_opening_hours_said;
alter table shipping_methods add constraint shipping_methods_opening_hours_said check (jsonb_typeof(opening_hours) = 'object' and opening_hours <> '{}') not valid;

alter table email_campaigns drop constraint if exists email_campaigns_subject_said;
alter table email_campaigns add constraint email_campaigns_subject_said check (jsonb_typeof(subject) = 'object' and subject <> '{}') not valid;

alter table email_campaigns drop constraint if exists email_campaigns_html_said;
alter table email_campaigns add constraint email_campaigns_html_said check (jsonb_typeof(html) = 'object' and html <> '{}') not valid;

alter table email_campaigns drop constraint if exists email_campaigns_text_said;
alter table email_campaigns add constraint email_campaigns_text_said check (jsonb_typeof(text) = 'object' and text <> '{}') not valid;
