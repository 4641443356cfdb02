-- By itself: it goes through all payments, and the lock under which the columns were added would keep every reader of them waiting for it.
-- What was paid before said it in English words only.
UPDATE "payments" SET
  "method_type" = CASE
    WHEN "provider" = 'giftCard' AND "method" = 'Store credit' THEN 'storeCredit'
    WHEN "provider" = 'giftCard' THEN 'giftCard'
    WHEN "method" LIKE 'SEPA debit%' THEN 'sepa_debit'
    WHEN "method" LIKE 'Bank account%' THEN 'us_bank_account'
  END,
  "method_digits" = substring("method" FROM '•••• ([^ ]{1,4})')
WHERE "method" IS NOT NULL;
