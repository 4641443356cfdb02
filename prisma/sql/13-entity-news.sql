-- Derived from packages/schema by `npm run derive`. Do not edit. The function is in 11-news.sql.

create or replace trigger tell_own_insert after insert on organizations referencing new table as fresh for each statement execute function tell_own_rows('organization', 'changed');
create or replace trigger tell_own_update after update on organizations referencing old table as former new table as fresh for each statement execute function tell_own_rows('organization', 'changed');
create or replace trigger tell_own_delete after delete on organizations referencing old table as former for each statement execute function tell_own_rows('organization', 'changed');
create or replace trigger tell_own_truncate before truncate on organizations for each statement execute function tell_own_rows('organization', 'changed');

create or replace trigger tell_own_insert after insert on business_units referencing new table as fresh for each statement execute function tell_own_rows('businessUnit', 'changed');
create or replace trigger tell_own_update after update on business_units referencing old table as former new table as fresh for each statement execute function tell_own_rows('businessUnit', 'changed');
create or replace trigger tell_own_delete after delete on business_units referencing old table as former for each statement execute function tell_own_rows('businessUnit', 'changed');
create or replace trigger tell_own_truncate before truncate on business_units for each statement execute function tell_own_rows('businessUnit', 'changed');

create or replace trigger tell_own_insert after insert on localizations referencing new table as fresh for each statement execute function tell_own_rows('localization', 'changed');
create or replace trigger tell_own_update after update on localizations referencing old table as former new table as fresh for each statement execute function tell_own_rows('localization', 'changed');
create or replace trigger tell_own_delete after delete on localizations referencing old table as former for each statement execute function tell_own_rows('localization', 'changed');
create or replace trigger tell_own_truncate before truncate on localizations for each statement execute function tell_own_rows('localization', 'changed');

create or replace trigger tell_own_insert after insert on websites referencing new table as fresh for each statement execute function tell_own_rows('website', 'changed');
create or replace trigger tell_own_update after update on websites referencing old table as former new table as fresh for each statement execute function tell_own_rows('website', 'changed');
create or replace trigger tell_own_delete after delete on websites referencing old table as former for each statement execute function tell_own_rows('website', 'changed');
create or replace trigger tell_own_truncate before truncate on websites for each statement execute function tell_own_rows('website', 'changed');

create or replace trigger tell_own_insert after insert on roles referencing new table as fresh for each statement execute function tell_own_rows('role', 'changed');
create or replace trigger tell_own_update after update on roles referencing old table as former new table as fresh for each statement execute function tell_own_rows('role', 'changed');
create or replace trigger tell_own_delete after delete on roles referencing old table as former for each statement execute function tell_own_rows('role', 'changed');
create or replace trigger tell_own_truncate before truncate on roles for each statement execute function tell_own_rows('role', 'changed');

create or replace trigger tell_own_insert after insert on users referencing new table as fresh for each statement execute function tell_own_rows('user', 'changed');
create or replace trigger tell_own_update after update on users referencing old table as former new table as fresh for each statement execute function tell_own_rows('user', 'changed');
create or replace trigger tell_own_delete after delete on users referencing old table as former for each statement execute function tell_own_rows('user', 'changed');
create or replace trigger tell_own_truncate before truncate on users for each statement execute function tell_own_rows('user', 'changed');

create or replace trigger tell_own_insert after insert on user_roles referencing new table as fresh for each statement execute function tell_own_rows('userRole', 'changed');
create or replace trigger tell_own_update after update on user_roles referencing old table as former new table as fresh for each statement execute function tell_own_rows('userRole', 'changed');
create or replace trigger tell_own_delete after delete on user_roles referencing old table as former for each statement execute function tell_own_rows('userRole', 'changed');
create or replace trigger tell_own_truncate before truncate on user_roles for each statement execute function tell_own_rows('userRole', 'changed');

create or replace trigger tell_own_insert after insert on api_clients referencing new table as fresh for each statement execute function tell_own_rows('apiClient', 'changed');
create or replace trigger tell_own_update after update on api_clients referencing old table as former new table as fresh for each statement execute function tell_own_rows('apiClient', 'changed');
create or replace trigger tell_own_delete after delete on api_clients referencing old table as former for each statement execute function tell_own_rows('apiClient', 'changed');
create or replace trigger tell_own_truncate before truncate on api_clients for each statement execute function tell_own_rows('apiClient', 'changed');

create or replace trigger tell_own_insert after insert on api_client_roles referencing new table as fresh for each statement execute function tell_own_rows('apiClientRole', 'changed');
create or replace trigger tell_own_update after update on api_client_roles referencing old table as former new table as fresh for each statement execute function tell_own_rows('apiClientRole', 'changed');
create or replace trigger tell_own_delete after delete on api_client_roles referencing old table as former for each statement execute function tell_own_rows('apiClientRole', 'changed');
create or replace trigger tell_own_truncate before truncate on api_client_roles for each statement execute function tell_own_rows('apiClientRole', 'changed');

create or replace trigger tell_own_insert after insert on audit_entries referencing new table as fresh for each statement execute function tell_own_rows('auditEntry', 'changed');
create or replace trigger tell_own_update after update on audit_entries referencing old table as former new table as fresh for each statement execute function tell_own_rows('auditEntry', 'changed');
create or replace trigger tell_own_delete after delete on audit_entries referencing old table as former for each statement execute function tell_own_rows('auditEntry', 'changed');
create or replace trigger tell_own_truncate before truncate on audit_entries for each statement execute function tell_own_rows('auditEntry', 'changed');

create or replace trigger tell_own_insert after insert on external_references referencing new table as fresh for each statement execute function tell_own_rows('externalReference', 'changed');
create or replace trigger tell_own_update after update on external_references referencing old table as former new table as fresh for each statement execute function tell_own_rows('externalReference', 'changed');
create or replace trigger tell_own_delete after delete on external_references referencing old table as former for each statement execute function tell_own_rows('externalReference', 'changed');
create or replace trigger tell_own_truncate before truncate on external_references for each statement execute function tell_own_rows('externalReference', 'changed');

create or replace trigger tell_own_insert after insert on jobs referencing new table as fresh for each statement execute function tell_own_rows('job', 'changed');
create or replace trigger tell_own_update after update on jobs referencing old table as former new table as fresh for each statement execute function tell_own_rows('job', 'changed');
create or replace trigger tell_own_delete after delete on jobs referencing old table as former for each statement execute function tell_own_rows('job', 'changed');
create or replace trigger tell_own_truncate before truncate on jobs for each statement execute function tell_own_rows('job', 'changed');

create or replace trigger tell_own_insert after insert on job_problems referencing new table as fresh for each statement execute function tell_own_rows('jobProblem', 'changed');
create or replace trigger tell_own_update after update on job_problems referencing old table as former new table as fresh for each statement execute function tell_own_rows('jobProblem', 'changed');
create or replace trigger tell_own_delete after delete on job_problems referencing old table as former for each statement execute function tell_own_rows('jobProblem', 'changed');
create or replace trigger tell_own_truncate before truncate on job_problems for each statement execute function tell_own_rows('jobProblem', 'changed');

create or replace trigger tell_own_insert after insert on webhook_subscriptions referencing new table as fresh for each statement execute function tell_own_rows('webhookSubscription', 'changed');
create or replace trigger tell_own_update after update on webhook_subscriptions referencing old table as former new table as fresh for each statement execute function tell_own_rows('webhookSubscription', 'changed');
create or replace trigger tell_own_delete after delete on webhook_subscriptions referencing old table as former for each statement execute function tell_own_rows('webhookSubscription', 'changed');
create or replace trigger tell_own_truncate before truncate on webhook_subscriptions for each statement execute function tell_own_rows('webhookSubscription', 'changed');

create or replace trigger tell_own_insert after insert on integrations referencing new table as fresh for each statement execute function tell_own_rows('integration', 'changed');
create or replace trigger tell_own_update after update on integrations referencing old table as former new table as fresh for each statement execute function tell_own_rows('integration', 'changed');
create or replace trigger tell_own_delete after delete on integrations referencing old table as former for each statement execute function tell_own_rows('integration', 'changed');
create or replace trigger tell_own_truncate before truncate on integrations for each statement execute function tell_own_rows('integration', 'changed');

create or replace trigger tell_own_insert after insert on file_profiles referencing new table as fresh for each statement execute function tell_own_rows('fileProfile', 'changed');
create or replace trigger tell_own_update after update on file_profiles referencing old table as former new table as fresh for each statement execute function tell_own_rows('fileProfile', 'changed');
create or replace trigger tell_own_delete after delete on file_profiles referencing old table as former for each statement execute function tell_own_rows('fileProfile', 'changed');
create or replace trigger tell_own_truncate before truncate on file_profiles for each statement execute function tell_own_rows('fileProfile', 'changed');

create or replace trigger tell_own_insert after insert on file_accounts referencing new table as fresh for each statement execute function tell_own_rows('fileAccount', 'changed');
create or replace trigger tell_own_update after update on file_accounts referencing old table as former new table as fresh for each statement execute function tell_own_rows('fileAccount', 'changed');
create or replace trigger tell_own_delete after delete on file_accounts referencing old table as former for each statement execute function tell_own_rows('fileAccount', 'changed');
create or replace trigger tell_own_truncate before truncate on file_accounts for each statement execute function tell_own_rows('fileAccount', 'changed');

create or replace trigger tell_own_insert after insert on connectors referencing new table as fresh for each statement execute function tell_own_rows('connector', 'changed');
create or replace trigger tell_own_update after update on connectors referencing old table as former new table as fresh for each statement execute function tell_own_rows('connector', 'changed');
create or replace trigger tell_own_delete after delete on connectors referencing old table as former for each statement execute function tell_own_rows('connector', 'changed');
create or replace trigger tell_own_truncate before truncate on connectors for each statement execute function tell_own_rows('connector', 'changed');

create or replace trigger tell_own_insert after insert on exchange_runs referencing new table as fresh for each statement execute function tell_own_rows('exchangeRun', 'changed');
create or replace trigger tell_own_update after update on exchange_runs referencing old table as former new table as fresh for each statement execute function tell_own_rows('exchangeRun', 'changed');
create or replace trigger tell_own_delete after delete on exchange_runs referencing old table as former for each statement execute function tell_own_rows('exchangeRun', 'changed');
create or replace trigger tell_own_truncate before truncate on exchange_runs for each statement execute function tell_own_rows('exchangeRun', 'changed');

create or replace trigger tell_own_insert after insert on customer_groups referencing new table as fresh for each statement execute function tell_own_rows('customerGroup', 'changed');
create or replace trigger tell_own_update after update on customer_groups referencing old table as former new table as fresh for each statement execute function tell_own_rows('customerGroup', 'changed');
create or replace trigger tell_own_delete after delete on customer_groups referencing old table as former for each statement execute function tell_own_rows('customerGroup', 'changed');
create or replace trigger tell_own_truncate before truncate on customer_groups for each statement execute function tell_own_rows('customerGroup', 'changed');

create or replace trigger tell_own_insert after insert on customers referencing new table as fresh for each statement execute function tell_own_rows('customer', 'changed');
create or replace trigger tell_own_update after update on customers referencing old table as former new table as fresh for each statement execute function tell_own_rows('customer', 'changed');
create or replace trigger tell_own_delete after delete on customers referencing old table as former for each statement execute function tell_own_rows('customer', 'changed');
create or replace trigger tell_own_truncate before truncate on customers for each statement execute function tell_own_rows('customer', 'changed');

create or replace trigger tell_own_insert after insert on customer_roles referencing new table as fresh for each statement execute function tell_own_rows('customerRole', 'changed');
create or replace trigger tell_own_update after update on customer_roles referencing old table as former new table as fresh for each statement execute function tell_own_rows('customerRole', 'changed');
create or replace trigger tell_own_delete after delete on customer_roles referencing old table as former for each statement execute function tell_own_rows('customerRole', 'changed');
create or replace trigger tell_own_truncate before truncate on customer_roles for each statement execute function tell_own_rows('customerRole', 'changed');

create or replace trigger tell_own_insert after insert on customer_partners referencing new table as fresh for each statement execute function tell_own_rows('customerPartner', 'changed');
create or replace trigger tell_own_update after update on customer_partners referencing old table as former new table as fresh for each statement execute function tell_own_rows('customerPartner', 'changed');
create or replace trigger tell_own_delete after delete on customer_partners referencing old table as former for each statement execute function tell_own_rows('customerPartner', 'changed');
create or replace trigger tell_own_truncate before truncate on customer_partners for each statement execute function tell_own_rows('customerPartner', 'changed');

create or replace trigger tell_own_insert after insert on customer_users referencing new table as fresh for each statement execute function tell_own_rows('customerUser', 'changed');
create or replace trigger tell_own_update after update on customer_users referencing old table as former new table as fresh for each statement execute function tell_own_rows('customerUser', 'changed');
create or replace trigger tell_own_delete after delete on customer_users referencing old table as former for each statement execute function tell_own_rows('customerUser', 'changed');
create or replace trigger tell_own_truncate before truncate on customer_users for each statement execute function tell_own_rows('customerUser', 'changed');

create or replace trigger tell_own_insert after insert on customer_addresses referencing new table as fresh for each statement execute function tell_own_rows('customerAddress', 'changed');
create or replace trigger tell_own_update after update on customer_addresses referencing old table as former new table as fresh for each statement execute function tell_own_rows('customerAddress', 'changed');
create or replace trigger tell_own_delete after delete on customer_addresses referencing old table as former for each statement execute function tell_own_rows('customerAddress', 'changed');
create or replace trigger tell_own_truncate before truncate on customer_addresses for each statement execute function tell_own_rows('customerAddress', 'changed');

create or replace trigger tell_own_insert after insert on brands referencing new table as fresh for each statement execute function tell_own_rows('brand', 'changed');
create or replace trigger tell_own_update after update on brands referencing old table as former new table as fresh for each statement execute function tell_own_rows('brand', 'changed');
create or replace trigger tell_own_delete after delete on brands referencing old table as former for each statement execute function tell_own_rows('brand', 'changed');
create or replace trigger tell_own_truncate before truncate on brands for each statement execute function tell_own_rows('brand', 'changed');

create or replace trigger tell_own_insert after insert on units referencing new table as fresh for each statement execute function tell_own_rows('unit', 'changed');
create or replace trigger tell_own_update after update on units referencing old table as former new table as fresh for each statement execute function tell_own_rows('unit', 'changed');
create or replace trigger tell_own_delete after delete on units referencing old table as former for each statement execute function tell_own_rows('unit', 'changed');
create or replace trigger tell_own_truncate before truncate on units for each statement execute function tell_own_rows('unit', 'changed');

create or replace trigger tell_own_insert after insert on product_tax_codes referencing new table as fresh for each statement execute function tell_own_rows('productTaxCode', 'changed');
create or replace trigger tell_own_update after update on product_tax_codes referencing old table as former new table as fresh for each statement execute function tell_own_rows('productTaxCode', 'changed');
create or replace trigger tell_own_delete after delete on product_tax_codes referencing old table as former for each statement execute function tell_own_rows('productTaxCode', 'changed');
create or replace trigger tell_own_truncate before truncate on product_tax_codes for each statement execute function tell_own_rows('productTaxCode', 'changed');

create or replace trigger tell_own_insert after insert on attributes referencing new table as fresh for each statement execute function tell_own_rows('attribute', 'elsewhere');
create or replace trigger tell_own_update after update on attributes referencing old table as former new table as fresh for each statement execute function tell_own_rows('attribute', 'elsewhere');
create or replace trigger tell_own_delete after delete on attributes referencing old table as former for each statement execute function tell_own_rows('attribute', 'elsewhere');
create or replace trigger tell_own_truncate before truncate on attributes for each statement execute function tell_own_rows('attribute', 'elsewhere');

create or replace trigger tell_own_insert after insert on attribute_options referencing new table as fresh for each statement execute function tell_own_rows('attributeOption', 'changed');
create or replace trigger tell_own_update after update on attribute_options referencing old table as former new table as fresh for each statement execute function tell_own_rows('attributeOption', 'changed');
create or replace trigger tell_own_delete after delete on attribute_options referencing old table as former for each statement execute function tell_own_rows('attributeOption', 'changed');
create or replace trigger tell_own_truncate before truncate on attribute_options for each statement execute function tell_own_rows('attributeOption', 'changed');

create or replace trigger tell_own_insert after insert on attribute_families referencing new table as fresh for each statement execute function tell_own_rows('attributeFamily', 'changed');
create or replace trigger tell_own_update after update on attribute_families referencing old table as former new table as fresh for each statement execute function tell_own_rows('attributeFamily', 'changed');
create or replace trigger tell_own_delete after delete on attribute_families referencing old table as former for each statement execute function tell_own_rows('attributeFamily', 'changed');
create or replace trigger tell_own_truncate before truncate on attribute_families for each statement execute function tell_own_rows('attributeFamily', 'changed');

create or replace trigger tell_own_insert after insert on family_attributes referencing new table as fresh for each statement execute function tell_own_rows('familyAttribute', 'changed');
create or replace trigger tell_own_update after update on family_attributes referencing old table as former new table as fresh for each statement execute function tell_own_rows('familyAttribute', 'changed');
create or replace trigger tell_own_delete after delete on family_attributes referencing old table as former for each statement execute function tell_own_rows('familyAttribute', 'changed');
create or replace trigger tell_own_truncate before truncate on family_attributes for each statement execute function tell_own_rows('familyAttribute', 'changed');

create or replace trigger tell_own_insert after insert on categories referencing new table as fresh for each statement execute function tell_own_rows('category', 'changed');
create or replace trigger tell_own_update after update on categories referencing old table as former new table as fresh for each statement execute function tell_own_rows('category', 'changed');
create or replace trigger tell_own_delete after delete on categories referencing old table as former for each statement execute function tell_own_rows('category', 'changed');
create or replace trigger tell_own_truncate before truncate on categories for each statement execute function tell_own_rows('category', 'changed');

create or replace trigger tell_own_insert after insert on products referencing new table as fresh for each statement execute function tell_own_rows('product', 'changed');
create or replace trigger tell_own_update after update on products referencing old table as former new table as fresh for each statement execute function tell_own_rows('product', 'changed');
create or replace trigger tell_own_delete after delete on products referencing old table as former for each statement execute function tell_own_rows('product', 'changed');
create or replace trigger tell_own_truncate before truncate on products for each statement execute function tell_own_rows('product', 'changed');

create or replace trigger tell_own_insert after insert on product_units referencing new table as fresh for each statement execute function tell_own_rows('productUnit', 'changed');
create or replace trigger tell_own_update after update on product_units referencing old table as former new table as fresh for each statement execute function tell_own_rows('productUnit', 'changed');
create or replace trigger tell_own_delete after delete on product_units referencing old table as former for each statement execute function tell_own_rows('productUnit', 'changed');
create or replace trigger tell_own_truncate before truncate on product_units for each statement execute function tell_own_rows('productUnit', 'changed');

create or replace trigger tell_own_insert after insert on product_categories referencing new table as fresh for each statement execute function tell_own_rows('productCategory', 'changed');
create or replace trigger tell_own_update after update on product_categories referencing old table as former new table as fresh for each statement execute function tell_own_rows('productCategory', 'changed');
create or replace trigger tell_own_delete after delete on product_categories referencing old table as former for each statement execute function tell_own_rows('productCategory', 'changed');
create or replace trigger tell_own_truncate before truncate on product_categories for each statement execute function tell_own_rows('productCategory', 'changed');

create or replace trigger tell_own_insert after insert on product_images referencing new table as fresh for each statement execute function tell_own_rows('productImage', 'changed');
create or replace trigger tell_own_update after update on product_images referencing old table as former new table as fresh for each statement execute function tell_own_rows('productImage', 'changed');
create or replace trigger tell_own_delete after delete on product_images referencing old table as former for each statement execute function tell_own_rows('productImage', 'changed');
create or replace trigger tell_own_truncate before truncate on product_images for each statement execute function tell_own_rows('productImage', 'changed');

create or replace trigger tell_own_insert after insert on product_files referencing new table as fresh for each statement execute function tell_own_rows('productFile', 'changed');
create or replace trigger tell_own_update after update on product_files referencing old table as former new table as fresh for each statement execute function tell_own_rows('productFile', 'changed');
create or replace trigger tell_own_delete after delete on product_files referencing old table as former for each statement execute function tell_own_rows('productFile', 'changed');
create or replace trigger tell_own_truncate before truncate on product_files for each statement execute function tell_own_rows('productFile', 'changed');

create or replace trigger tell_own_insert after insert on product_links referencing new table as fresh for each statement execute function tell_own_rows('productLink', 'changed');
create or replace trigger tell_own_update after update on product_links referencing old table as former new table as fresh for each statement execute function tell_own_rows('productLink', 'changed');
create or replace trigger tell_own_delete after delete on product_links referencing old table as former for each statement execute function tell_own_rows('productLink', 'changed');
create or replace trigger tell_own_truncate before truncate on product_links for each statement execute function tell_own_rows('productLink', 'changed');

create or replace trigger tell_own_insert after insert on kit_items referencing new table as fresh for each statement execute function tell_own_rows('kitItem', 'changed');
create or replace trigger tell_own_update after update on kit_items referencing old table as former new table as fresh for each statement execute function tell_own_rows('kitItem', 'changed');
create or replace trigger tell_own_delete after delete on kit_items referencing old table as former for each statement execute function tell_own_rows('kitItem', 'changed');
create or replace trigger tell_own_truncate before truncate on kit_items for each statement execute function tell_own_rows('kitItem', 'changed');

create or replace trigger tell_own_insert after insert on kit_item_products referencing new table as fresh for each statement execute function tell_own_rows('kitItemProduct', 'changed');
create or replace trigger tell_own_update after update on kit_item_products referencing old table as former new table as fresh for each statement execute function tell_own_rows('kitItemProduct', 'changed');
create or replace trigger tell_own_delete after delete on kit_item_products referencing old table as former for each statement execute function tell_own_rows('kitItemProduct', 'changed');
create or replace trigger tell_own_truncate before truncate on kit_item_products for each statement execute function tell_own_rows('kitItemProduct', 'changed');

create or replace trigger tell_own_insert after insert on warehouses referencing new table as fresh for each statement execute function tell_own_rows('warehouse', 'changed');
create or replace trigger tell_own_update after update on warehouses referencing old table as former new table as fresh for each statement execute function tell_own_rows('warehouse', 'changed');
create or replace trigger tell_own_delete after delete on warehouses referencing old table as former for each statement execute function tell_own_rows('warehouse', 'changed');
create or replace trigger tell_own_truncate before truncate on warehouses for each statement execute function tell_own_rows('warehouse', 'changed');

create or replace trigger tell_own_insert after insert on inventory_levels referencing new table as fresh for each statement execute function tell_own_rows('inventoryLevel', 'changed');
create or replace trigger tell_own_update after update on inventory_levels referencing old table as former new table as fresh for each statement execute function tell_own_rows('inventoryLevel', 'changed');
create or replace trigger tell_own_delete after delete on inventory_levels referencing old table as former for each statement execute function tell_own_rows('inventoryLevel', 'changed');
create or replace trigger tell_own_truncate before truncate on inventory_levels for each statement execute function tell_own_rows('inventoryLevel', 'changed');

create or replace trigger tell_own_insert after insert on reservations referencing new table as fresh for each statement execute function tell_own_rows('reservation', 'changed');
create or replace trigger tell_own_update after update on reservations referencing old table as former new table as fresh for each statement execute function tell_own_rows('reservation', 'changed');
create or replace trigger tell_own_delete after delete on reservations referencing old table as former for each statement execute function tell_own_rows('reservation', 'changed');
create or replace trigger tell_own_truncate before truncate on reservations for each statement execute function tell_own_rows('reservation', 'changed');

create or replace trigger tell_own_insert after insert on stock_movements referencing new table as fresh for each statement execute function tell_own_rows('stockMovement', 'changed');
create or replace trigger tell_own_update after update on stock_movements referencing old table as former new table as fresh for each statement execute function tell_own_rows('stockMovement', 'changed');
create or replace trigger tell_own_delete after delete on stock_movements referencing old table as former for each statement execute function tell_own_rows('stockMovement', 'changed');
create or replace trigger tell_own_truncate before truncate on stock_movements for each statement execute function tell_own_rows('stockMovement', 'changed');

create or replace trigger tell_own_insert after insert on price_lists referencing new table as fresh for each statement execute function tell_own_rows('priceList', 'changed');
create or replace trigger tell_own_update after update on price_lists referencing old table as former new table as fresh for each statement execute function tell_own_rows('priceList', 'changed');
create or replace trigger tell_own_delete after delete on price_lists referencing old table as former for each statement execute function tell_own_rows('priceList', 'changed');
create or replace trigger tell_own_truncate before truncate on price_lists for each statement execute function tell_own_rows('priceList', 'changed');

create or replace trigger tell_own_insert after insert on prices referencing new table as fresh for each statement execute function tell_own_rows('price', 'changed');
create or replace trigger tell_own_update after update on prices referencing old table as former new table as fresh for each statement execute function tell_own_rows('price', 'changed');
create or replace trigger tell_own_delete after delete on prices referencing old table as former for each statement execute function tell_own_rows('price', 'changed');
create or replace trigger tell_own_truncate before truncate on prices for each statement execute function tell_own_rows('price', 'changed');

create or replace trigger tell_own_insert after insert on price_list_assignments referencing new table as fresh for each statement execute function tell_own_rows('priceListAssignment', 'changed');
create or replace trigger tell_own_update after update on price_list_assignments referencing old table as former new table as fresh for each statement execute function tell_own_rows('priceListAssignment', 'changed');
create or replace trigger tell_own_delete after delete on price_list_assignments referencing old table as former for each statement execute function tell_own_rows('priceListAssignment', 'changed');
create or replace trigger tell_own_truncate before truncate on price_list_assignments for each statement execute function tell_own_rows('priceListAssignment', 'changed');

create or replace trigger tell_own_insert after insert on customer_tax_codes referencing new table as fresh for each statement execute function tell_own_rows('customerTaxCode', 'changed');
create or replace trigger tell_own_update after update on customer_tax_codes referencing old table as former new table as fresh for each statement execute function tell_own_rows('customerTaxCode', 'changed');
create or replace trigger tell_own_delete after delete on customer_tax_codes referencing old table as former for each statement execute function tell_own_rows('customerTaxCode', 'changed');
create or replace trigger tell_own_truncate before truncate on customer_tax_codes for each statement execute function tell_own_rows('customerTaxCode', 'changed');

create or replace trigger tell_own_insert after insert on tax_jurisdictions referencing new table as fresh for each statement execute function tell_own_rows('taxJurisdiction', 'changed');
create or replace trigger tell_own_update after update on tax_jurisdictions referencing old table as former new table as fresh for each statement execute function tell_own_rows('taxJurisdiction', 'changed');
create or replace trigger tell_own_delete after delete on tax_jurisdictions referencing old table as former for each statement execute function tell_own_rows('taxJurisdiction', 'changed');
create or replace trigger tell_own_truncate before truncate on tax_jurisdictions for each statement execute function tell_own_rows('taxJurisdiction', 'changed');

create or replace trigger tell_own_insert after insert on tax_postal_ranges referencing new table as fresh for each statement execute function tell_own_rows('taxPostalRange', 'changed');
create or replace trigger tell_own_update after update on tax_postal_ranges referencing old table as former new table as fresh for each statement execute function tell_own_rows('taxPostalRange', 'changed');
create or replace trigger tell_own_delete after delete on tax_postal_ranges referencing old table as former for each statement execute function tell_own_rows('taxPostalRange', 'changed');
create or replace trigger tell_own_truncate before truncate on tax_postal_ranges for each statement execute function tell_own_rows('taxPostalRange', 'changed');

create or replace trigger tell_own_insert after insert on tax_rules referencing new table as fresh for each statement execute function tell_own_rows('taxRule', 'changed');
create or replace trigger tell_own_update after update on tax_rules referencing old table as former new table as fresh for each statement execute function tell_own_rows('taxRule', 'changed');
create or replace trigger tell_own_delete after delete on tax_rules referencing old table as former for each statement execute function tell_own_rows('taxRule', 'changed');
create or replace trigger tell_own_truncate before truncate on tax_rules for each statement execute function tell_own_rows('taxRule', 'changed');

create or replace trigger tell_own_insert after insert on promotions referencing new table as fresh for each statement execute function tell_own_rows('promotion', 'changed');
create or replace trigger tell_own_update after update on promotions referencing old table as former new table as fresh for each statement execute function tell_own_rows('promotion', 'changed');
create or replace trigger tell_own_delete after delete on promotions referencing old table as former for each statement execute function tell_own_rows('promotion', 'changed');
create or replace trigger tell_own_truncate before truncate on promotions for each statement execute function tell_own_rows('promotion', 'changed');

create or replace trigger tell_own_insert after insert on coupons referencing new table as fresh for each statement execute function tell_own_rows('coupon', 'changed');
create or replace trigger tell_own_update after update on coupons referencing old table as former new table as fresh for each statement execute function tell_own_rows('coupon', 'changed');
create or replace trigger tell_own_delete after delete on coupons referencing old table as former for each statement execute function tell_own_rows('coupon', 'changed');
create or replace trigger tell_own_truncate before truncate on coupons for each statement execute function tell_own_rows('coupon', 'changed');

create or replace trigger tell_own_insert after insert on coupon_uses referencing new table as fresh for each statement execute function tell_own_rows('couponUse', 'changed');
create or replace trigger tell_own_update after update on coupon_uses referencing old table as former new table as fresh for each statement execute function tell_own_rows('couponUse', 'changed');
create or replace trigger tell_own_delete after delete on coupon_uses referencing old table as former for each statement execute function tell_own_rows('couponUse', 'changed');
create or replace trigger tell_own_truncate before truncate on coupon_uses for each statement execute function tell_own_rows('couponUse', 'changed');

create or replace trigger tell_own_insert after insert on promotion_uses referencing new table as fresh for each statement execute function tell_own_rows('promotionUse', 'changed');
create or replace trigger tell_own_update after update on promotion_uses referencing old table as former new table as fresh for each statement execute function tell_own_rows('promotionUse', 'changed');
create or replace trigger tell_own_delete after delete on promotion_uses referencing old table as former for each statement execute function tell_own_rows('promotionUse', 'changed');
create or replace trigger tell_own_truncate before truncate on promotion_uses for each statement execute function tell_own_rows('promotionUse', 'changed');

create or replace trigger tell_own_insert after insert on payment_terms referencing new table as fresh for each statement execute function tell_own_rows('paymentTerm', 'changed');
create or replace trigger tell_own_update after update on payment_terms referencing old table as former new table as fresh for each statement execute function tell_own_rows('paymentTerm', 'changed');
create or replace trigger tell_own_delete after delete on payment_terms referencing old table as former for each statement execute function tell_own_rows('paymentTerm', 'changed');
create or replace trigger tell_own_truncate before truncate on payment_terms for each statement execute function tell_own_rows('paymentTerm', 'changed');

create or replace trigger tell_own_insert after insert on payment_rules referencing new table as fresh for each statement execute function tell_own_rows('paymentRule', 'changed');
create or replace trigger tell_own_update after update on payment_rules referencing old table as former new table as fresh for each statement execute function tell_own_rows('paymentRule', 'changed');
create or replace trigger tell_own_delete after delete on payment_rules referencing old table as former for each statement execute function tell_own_rows('paymentRule', 'changed');
create or replace trigger tell_own_truncate before truncate on payment_rules for each statement execute function tell_own_rows('paymentRule', 'changed');

create or replace trigger tell_own_insert after insert on payment_settings referencing new table as fresh for each statement execute function tell_own_rows('paymentSetting', 'changed');
create or replace trigger tell_own_update after update on payment_settings referencing old table as former new table as fresh for each statement execute function tell_own_rows('paymentSetting', 'changed');
create or replace trigger tell_own_delete after delete on payment_settings referencing old table as former for each statement execute function tell_own_rows('paymentSetting', 'changed');
create or replace trigger tell_own_truncate before truncate on payment_settings for each statement execute function tell_own_rows('paymentSetting', 'changed');

create or replace trigger tell_own_insert after insert on payment_limits referencing new table as fresh for each statement execute function tell_own_rows('paymentLimit', 'changed');
create or replace trigger tell_own_update after update on payment_limits referencing old table as former new table as fresh for each statement execute function tell_own_rows('paymentLimit', 'changed');
create or replace trigger tell_own_delete after delete on payment_limits referencing old table as former for each statement execute function tell_own_rows('paymentLimit', 'changed');
create or replace trigger tell_own_truncate before truncate on payment_limits for each statement execute function tell_own_rows('paymentLimit', 'changed');

create or replace trigger tell_own_insert after insert on saved_payment_methods referencing new table as fresh for each statement execute function tell_own_rows('savedPaymentMethod', 'changed');
create or replace trigger tell_own_update after update on saved_payment_methods referencing old table as former new table as fresh for each statement execute function tell_own_rows('savedPaymentMethod', 'changed');
create or replace trigger tell_own_delete after delete on saved_payment_methods referencing old table as former for each statement execute function tell_own_rows('savedPaymentMethod', 'changed');
create or replace trigger tell_own_truncate before truncate on saved_payment_methods for each statement execute function tell_own_rows('savedPaymentMethod', 'changed');

create or replace trigger tell_own_insert after insert on gift_cards referencing new table as fresh for each statement execute function tell_own_rows('giftCard', 'changed');
create or replace trigger tell_own_update after update on gift_cards referencing old table as former new table as fresh for each statement execute function tell_own_rows('giftCard', 'changed');
create or replace trigger tell_own_delete after delete on gift_cards referencing old table as former for each statement execute function tell_own_rows('giftCard', 'changed');
create or replace trigger tell_own_truncate before truncate on gift_cards for each statement execute function tell_own_rows('giftCard', 'changed');

create or replace trigger tell_own_insert after insert on gift_card_entries referencing new table as fresh for each statement execute function tell_own_rows('giftCardEntry', 'changed');
create or replace trigger tell_own_update after update on gift_card_entries referencing old table as former new table as fresh for each statement execute function tell_own_rows('giftCardEntry', 'changed');
create or replace trigger tell_own_delete after delete on gift_card_entries referencing old table as former for each statement execute function tell_own_rows('giftCardEntry', 'changed');
create or replace trigger tell_own_truncate before truncate on gift_card_entries for each statement execute function tell_own_rows('giftCardEntry', 'changed');

create or replace trigger tell_own_insert after insert on carts referencing new table as fresh for each statement execute function tell_own_rows('cart', 'changed');
create or replace trigger tell_own_update after update on carts referencing old table as former new table as fresh for each statement execute function tell_own_rows('cart', 'changed');
create or replace trigger tell_own_delete after delete on carts referencing old table as former for each statement execute function tell_own_rows('cart', 'changed');
create or replace trigger tell_own_truncate before truncate on carts for each statement execute function tell_own_rows('cart', 'changed');

create or replace trigger tell_own_insert after insert on cart_lines referencing new table as fresh for each statement execute function tell_own_rows('cartLine', 'changed');
create or replace trigger tell_own_update after update on cart_lines referencing old table as former new table as fresh for each statement execute function tell_own_rows('cartLine', 'changed');
create or replace trigger tell_own_delete after delete on cart_lines referencing old table as former for each statement execute function tell_own_rows('cartLine', 'changed');
create or replace trigger tell_own_truncate before truncate on cart_lines for each statement execute function tell_own_rows('cartLine', 'changed');

create or replace trigger tell_own_insert after insert on shopping_lists referencing new table as fresh for each statement execute function tell_own_rows('shoppingList', 'changed');
create or replace trigger tell_own_update after update on shopping_lists referencing old table as former new table as fresh for each statement execute function tell_own_rows('shoppingList', 'changed');
create or replace trigger tell_own_delete after delete on shopping_lists referencing old table as former for each statement execute function tell_own_rows('shoppingList', 'changed');
create or replace trigger tell_own_truncate before truncate on shopping_lists for each statement execute function tell_own_rows('shoppingList', 'changed');

create or replace trigger tell_own_insert after insert on shopping_list_lines referencing new table as fresh for each statement execute function tell_own_rows('shoppingListLine', 'changed');
create or replace trigger tell_own_update after update on shopping_list_lines referencing old table as former new table as fresh for each statement execute function tell_own_rows('shoppingListLine', 'changed');
create or replace trigger tell_own_delete after delete on shopping_list_lines referencing old table as former for each statement execute function tell_own_rows('shoppingListLine', 'changed');
create or replace trigger tell_own_truncate before truncate on shopping_list_lines for each statement execute function tell_own_rows('shoppingListLine', 'changed');

create or replace trigger tell_own_insert after insert on payments referencing new table as fresh for each statement execute function tell_own_rows('payment', 'elsewhere');
create or replace trigger tell_own_update after update on payments referencing old table as former new table as fresh for each statement execute function tell_own_rows('payment', 'elsewhere');
create or replace trigger tell_own_delete after delete on payments referencing old table as former for each statement execute function tell_own_rows('payment', 'elsewhere');
create or replace trigger tell_own_truncate before truncate on payments for each statement execute function tell_own_rows('payment', 'elsewhere');

create or replace trigger tell_own_insert after insert on payment_events referencing new table as fresh for each statement execute function tell_own_rows('paymentEvent', 'changed');
create or replace trigger tell_own_update after update on payment_events referencing old table as former new table as fresh for each statement execute function tell_own_rows('paymentEvent', 'changed');
create or replace trigger tell_own_delete after delete on payment_events referencing old table as former for each statement execute function tell_own_rows('paymentEvent', 'changed');
create or replace trigger tell_own_truncate before truncate on payment_events for each statement execute function tell_own_rows('paymentEvent', 'changed');

create or replace trigger tell_own_insert after insert on payment_differences referencing new table as fresh for each statement execute function tell_own_rows('paymentDifference', 'changed');
create or replace trigger tell_own_update after update on payment_differences referencing old table as former new table as fresh for each statement execute function tell_own_rows('paymentDifference', 'changed');
create or replace trigger tell_own_delete after delete on payment_differences referencing old table as former for each statement execute function tell_own_rows('paymentDifference', 'changed');
create or replace trigger tell_own_truncate before truncate on payment_differences for each statement execute function tell_own_rows('paymentDifference', 'changed');

create or replace trigger tell_own_insert after insert on shipping_methods referencing new table as fresh for each statement execute function tell_own_rows('shippingMethod', 'changed');
create or replace trigger tell_own_update after update on shipping_methods referencing old table as former new table as fresh for each statement execute function tell_own_rows('shippingMethod', 'changed');
create or replace trigger tell_own_delete after delete on shipping_methods referencing old table as former for each statement execute function tell_own_rows('shippingMethod', 'changed');
create or replace trigger tell_own_truncate before truncate on shipping_methods for each statement execute function tell_own_rows('shippingMethod', 'changed');

create or replace trigger tell_own_insert after insert on shipping_rules referencing new table as fresh for each statement execute function tell_own_rows('shippingRule', 'changed');
create or replace trigger tell_own_update after update on shipping_rules referencing old table as former new table as fresh for each statement execute function tell_own_rows('shippingRule', 'changed');
create or replace trigger tell_own_delete after delete on shipping_rules referencing old table as former for each statement execute function tell_own_rows('shippingRule', 'changed');
create or replace trigger tell_own_truncate before truncate on shipping_rules for each statement execute function tell_own_rows('shippingRule', 'changed');

create or replace trigger tell_own_insert after insert on shipments referencing new table as fresh for each statement execute function tell_own_rows('shipment', 'changed');
create or replace trigger tell_own_update after update on shipments referencing old table as former new table as fresh for each statement execute function tell_own_rows('shipment', 'changed');
create or replace trigger tell_own_delete after delete on shipments referencing old table as former for each statement execute function tell_own_rows('shipment', 'changed');
create or replace trigger tell_own_truncate before truncate on shipments for each statement execute function tell_own_rows('shipment', 'changed');

create or replace trigger tell_own_insert after insert on shipment_lines referencing new table as fresh for each statement execute function tell_own_rows('shipmentLine', 'changed');
create or replace trigger tell_own_update after update on shipment_lines referencing old table as former new table as fresh for each statement execute function tell_own_rows('shipmentLine', 'changed');
create or replace trigger tell_own_delete after delete on shipment_lines referencing old table as former for each statement execute function tell_own_rows('shipmentLine', 'changed');
create or replace trigger tell_own_truncate before truncate on shipment_lines for each statement execute function tell_own_rows('shipmentLine', 'changed');

create or replace trigger tell_own_insert after insert on shipment_parcels referencing new table as fresh for each statement execute function tell_own_rows('shipmentParcel', 'changed');
create or replace trigger tell_own_update after update on shipment_parcels referencing old table as former new table as fresh for each statement execute function tell_own_rows('shipmentParcel', 'changed');
create or replace trigger tell_own_delete after delete on shipment_parcels referencing old table as former for each statement execute function tell_own_rows('shipmentParcel', 'changed');
create or replace trigger tell_own_truncate before truncate on shipment_parcels for each statement execute function tell_own_rows('shipmentParcel', 'changed');

create or replace trigger tell_own_insert after insert on parcel_events referencing new table as fresh for each statement execute function tell_own_rows('parcelEvent', 'changed');
create or replace trigger tell_own_update after update on parcel_events referencing old table as former new table as fresh for each statement execute function tell_own_rows('parcelEvent', 'changed');
create or replace trigger tell_own_delete after delete on parcel_events referencing old table as former for each statement execute function tell_own_rows('parcelEvent', 'changed');
create or replace trigger tell_own_truncate before truncate on parcel_events for each statement execute function tell_own_rows('parcelEvent', 'changed');

create or replace trigger tell_own_insert after insert on shipment_pickups referencing new table as fresh for each statement execute function tell_own_rows('shipmentPickup', 'changed');
create or replace trigger tell_own_update after update on shipment_pickups referencing old table as former new table as fresh for each statement execute function tell_own_rows('shipmentPickup', 'changed');
create or replace trigger tell_own_delete after delete on shipment_pickups referencing old table as former for each statement execute function tell_own_rows('shipmentPickup', 'changed');
create or replace trigger tell_own_truncate before truncate on shipment_pickups for each statement execute function tell_own_rows('shipmentPickup', 'changed');

create or replace trigger tell_own_insert after insert on orders referencing new table as fresh for each statement execute function tell_own_rows('order', 'changed');
create or replace trigger tell_own_update after update on orders referencing old table as former new table as fresh for each statement execute function tell_own_rows('order', 'changed');
create or replace trigger tell_own_delete after delete on orders referencing old table as former for each statement execute function tell_own_rows('order', 'changed');
create or replace trigger tell_own_truncate before truncate on orders for each statement execute function tell_own_rows('order', 'changed');

create or replace trigger tell_own_insert after insert on order_lines referencing new table as fresh for each statement execute function tell_own_rows('orderLine', 'changed');
create or replace trigger tell_own_update after update on order_lines referencing old table as former new table as fresh for each statement execute function tell_own_rows('orderLine', 'changed');
create or replace trigger tell_own_delete after delete on order_lines referencing old table as former for each statement execute function tell_own_rows('orderLine', 'changed');
create or replace trigger tell_own_truncate before truncate on order_lines for each statement execute function tell_own_rows('orderLine', 'changed');

create or replace trigger tell_own_insert after insert on order_addresses referencing new table as fresh for each statement execute function tell_own_rows('orderAddress', 'changed');
create or replace trigger tell_own_update after update on order_addresses referencing old table as former new table as fresh for each statement execute function tell_own_rows('orderAddress', 'changed');
create or replace trigger tell_own_delete after delete on order_addresses referencing old table as former for each statement execute function tell_own_rows('orderAddress', 'changed');
create or replace trigger tell_own_truncate before truncate on order_addresses for each statement execute function tell_own_rows('orderAddress', 'changed');

create or replace trigger tell_own_insert after insert on order_amendments referencing new table as fresh for each statement execute function tell_own_rows('orderAmendment', 'changed');
create or replace trigger tell_own_update after update on order_amendments referencing old table as former new table as fresh for each statement execute function tell_own_rows('orderAmendment', 'changed');
create or replace trigger tell_own_delete after delete on order_amendments referencing old table as former for each statement execute function tell_own_rows('orderAmendment', 'changed');
create or replace trigger tell_own_truncate before truncate on order_amendments for each statement execute function tell_own_rows('orderAmendment', 'changed');

create or replace trigger tell_own_insert after insert on rfqs referencing new table as fresh for each statement execute function tell_own_rows('rfq', 'changed');
create or replace trigger tell_own_update after update on rfqs referencing old table as former new table as fresh for each statement execute function tell_own_rows('rfq', 'changed');
create or replace trigger tell_own_delete after delete on rfqs referencing old table as former for each statement execute function tell_own_rows('rfq', 'changed');
create or replace trigger tell_own_truncate before truncate on rfqs for each statement execute function tell_own_rows('rfq', 'changed');

create or replace trigger tell_own_insert after insert on rfq_lines referencing new table as fresh for each statement execute function tell_own_rows('rfqLine', 'changed');
create or replace trigger tell_own_update after update on rfq_lines referencing old table as former new table as fresh for each statement execute function tell_own_rows('rfqLine', 'changed');
create or replace trigger tell_own_delete after delete on rfq_lines referencing old table as former for each statement execute function tell_own_rows('rfqLine', 'changed');
create or replace trigger tell_own_truncate before truncate on rfq_lines for each statement execute function tell_own_rows('rfqLine', 'changed');

create or replace trigger tell_own_insert after insert on rfq_requests referencing new table as fresh for each statement execute function tell_own_rows('rfqRequest', 'changed');
create or replace trigger tell_own_update after update on rfq_requests referencing old table as former new table as fresh for each statement execute function tell_own_rows('rfqRequest', 'changed');
create or replace trigger tell_own_delete after delete on rfq_requests referencing old table as former for each statement execute function tell_own_rows('rfqRequest', 'changed');
create or replace trigger tell_own_truncate before truncate on rfq_requests for each statement execute function tell_own_rows('rfqRequest', 'changed');

create or replace trigger tell_own_insert after insert on quotes referencing new table as fresh for each statement execute function tell_own_rows('quote', 'changed');
create or replace trigger tell_own_update after update on quotes referencing old table as former new table as fresh for each statement execute function tell_own_rows('quote', 'changed');
create or replace trigger tell_own_delete after delete on quotes referencing old table as former for each statement execute function tell_own_rows('quote', 'changed');
create or replace trigger tell_own_truncate before truncate on quotes for each statement execute function tell_own_rows('quote', 'changed');

create or replace trigger tell_own_insert after insert on quote_lines referencing new table as fresh for each statement execute function tell_own_rows('quoteLine', 'changed');
create or replace trigger tell_own_update after update on quote_lines referencing old table as former new table as fresh for each statement execute function tell_own_rows('quoteLine', 'changed');
create or replace trigger tell_own_delete after delete on quote_lines referencing old table as former for each statement execute function tell_own_rows('quoteLine', 'changed');
create or replace trigger tell_own_truncate before truncate on quote_lines for each statement execute function tell_own_rows('quoteLine', 'changed');

create or replace trigger tell_own_insert after insert on quote_offers referencing new table as fresh for each statement execute function tell_own_rows('quoteOffer', 'changed');
create or replace trigger tell_own_update after update on quote_offers referencing old table as former new table as fresh for each statement execute function tell_own_rows('quoteOffer', 'changed');
create or replace trigger tell_own_delete after delete on quote_offers referencing old table as former for each statement execute function tell_own_rows('quoteOffer', 'changed');
create or replace trigger tell_own_truncate before truncate on quote_offers for each statement execute function tell_own_rows('quoteOffer', 'changed');

create or replace trigger tell_own_insert after insert on checkouts referencing new table as fresh for each statement execute function tell_own_rows('checkout', 'changed');
create or replace trigger tell_own_update after update on checkouts referencing old table as former new table as fresh for each statement execute function tell_own_rows('checkout', 'changed');
create or replace trigger tell_own_delete after delete on checkouts referencing old table as former for each statement execute function tell_own_rows('checkout', 'changed');
create or replace trigger tell_own_truncate before truncate on checkouts for each statement execute function tell_own_rows('checkout', 'changed');

create or replace trigger tell_own_insert after insert on invoices referencing new table as fresh for each statement execute function tell_own_rows('invoice', 'changed');
create or replace trigger tell_own_update after update on invoices referencing old table as former new table as fresh for each statement execute function tell_own_rows('invoice', 'changed');
create or replace trigger tell_own_delete after delete on invoices referencing old table as former for each statement execute function tell_own_rows('invoice', 'changed');
create or replace trigger tell_own_truncate before truncate on invoices for each statement execute function tell_own_rows('invoice', 'changed');

create or replace trigger tell_own_insert after insert on invoice_lines referencing new table as fresh for each statement execute function tell_own_rows('invoiceLine', 'changed');
create or replace trigger tell_own_update after update on invoice_lines referencing old table as former new table as fresh for each statement execute function tell_own_rows('invoiceLine', 'changed');
create or replace trigger tell_own_delete after delete on invoice_lines referencing old table as former for each statement execute function tell_own_rows('invoiceLine', 'changed');
create or replace trigger tell_own_truncate before truncate on invoice_lines for each statement execute function tell_own_rows('invoiceLine', 'changed');

create or replace trigger tell_own_insert after insert on invoice_payments referencing new table as fresh for each statement execute function tell_own_rows('invoicePayment', 'changed');
create or replace trigger tell_own_update after update on invoice_payments referencing old table as former new table as fresh for each statement execute function tell_own_rows('invoicePayment', 'changed');
create or replace trigger tell_own_delete after delete on invoice_payments referencing old table as former for each statement execute function tell_own_rows('invoicePayment', 'changed');
create or replace trigger tell_own_truncate before truncate on invoice_payments for each statement execute function tell_own_rows('invoicePayment', 'changed');

create or replace trigger tell_own_insert after insert on accounts referencing new table as fresh for each statement execute function tell_own_rows('account', 'changed');
create or replace trigger tell_own_update after update on accounts referencing old table as former new table as fresh for each statement execute function tell_own_rows('account', 'changed');
create or replace trigger tell_own_delete after delete on accounts referencing old table as former for each statement execute function tell_own_rows('account', 'changed');
create or replace trigger tell_own_truncate before truncate on accounts for each statement execute function tell_own_rows('account', 'changed');

create or replace trigger tell_own_insert after insert on contacts referencing new table as fresh for each statement execute function tell_own_rows('contact', 'changed');
create or replace trigger tell_own_update after update on contacts referencing old table as former new table as fresh for each statement execute function tell_own_rows('contact', 'changed');
create or replace trigger tell_own_delete after delete on contacts referencing old table as former for each statement execute function tell_own_rows('contact', 'changed');
create or replace trigger tell_own_truncate before truncate on contacts for each statement execute function tell_own_rows('contact', 'changed');

create or replace trigger tell_own_insert after insert on marketing_lists referencing new table as fresh for each statement execute function tell_own_rows('marketingList', 'changed');
create or replace trigger tell_own_update after update on marketing_lists referencing old table as former new table as fresh for each statement execute function tell_own_rows('marketingList', 'changed');
create or replace trigger tell_own_delete after delete on marketing_lists referencing old table as former for each statement execute function tell_own_rows('marketingList', 'changed');
create or replace trigger tell_own_truncate before truncate on marketing_lists for each statement execute function tell_own_rows('marketingList', 'changed');

create or replace trigger tell_own_insert after insert on marketing_list_members referencing new table as fresh for each statement execute function tell_own_rows('marketingListMember', 'changed');
create or replace trigger tell_own_update after update on marketing_list_members referencing old table as former new table as fresh for each statement execute function tell_own_rows('marketingListMember', 'changed');
create or replace trigger tell_own_delete after delete on marketing_list_members referencing old table as former for each statement execute function tell_own_rows('marketingListMember', 'changed');
create or replace trigger tell_own_truncate before truncate on marketing_list_members for each statement execute function tell_own_rows('marketingListMember', 'changed');

create or replace trigger tell_own_insert after insert on email_campaigns referencing new table as fresh for each statement execute function tell_own_rows('emailCampaign', 'changed');
create or replace trigger tell_own_update after update on email_campaigns referencing old table as former new table as fresh for each statement execute function tell_own_rows('emailCampaign', 'changed');
create or replace trigger tell_own_delete after delete on email_campaigns referencing old table as former for each statement execute function tell_own_rows('emailCampaign', 'changed');
create or replace trigger tell_own_truncate before truncate on email_campaigns for each statement execute function tell_own_rows('emailCampaign', 'changed');

create or replace trigger tell_own_insert after insert on email_results referencing new table as fresh for each statement execute function tell_own_rows('emailResult', 'changed');
create or replace trigger tell_own_update after update on email_results referencing old table as former new table as fresh for each statement execute function tell_own_rows('emailResult', 'changed');
create or replace trigger tell_own_delete after delete on email_results referencing old table as former for each statement execute function tell_own_rows('emailResult', 'changed');
create or replace trigger tell_own_truncate before truncate on email_results for each statement execute function tell_own_rows('emailResult', 'changed');

create or replace trigger tell_own_insert after insert on tickets referencing new table as fresh for each statement execute function tell_own_rows('ticket', 'changed');
create or replace trigger tell_own_update after update on tickets referencing old table as former new table as fresh for each statement execute function tell_own_rows('ticket', 'changed');
create or replace trigger tell_own_delete after delete on tickets referencing old table as former for each statement execute function tell_own_rows('ticket', 'changed');
create or replace trigger tell_own_truncate before truncate on tickets for each statement execute function tell_own_rows('ticket', 'changed');

create or replace trigger tell_own_insert after insert on ticket_comments referencing new table as fresh for each statement execute function tell_own_rows('ticketComment', 'changed');
create or replace trigger tell_own_update after update on ticket_comments referencing old table as former new table as fresh for each statement execute function tell_own_rows('ticketComment', 'changed');
create or replace trigger tell_own_delete after delete on ticket_comments referencing old table as former for each statement execute function tell_own_rows('ticketComment', 'changed');
create or replace trigger tell_own_truncate before truncate on ticket_comments for each statement execute function tell_own_rows('ticketComment', 'changed');
