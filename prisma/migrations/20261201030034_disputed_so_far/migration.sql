-- By itself: it reads the ledger, and the lock under which the column was added would keep every reader of orders waiting for it.
-- What is disputed of orders so far, and not decided.
UPDATE "orders" o SET "disputed" = m.disputed
FROM (
  SELECT p.order_id, sum(e.amount) AS disputed
  FROM "payments" p JOIN "payment_events" e ON e.payment_id = p.id
  WHERE e.kind = 'disputed'
    AND NOT EXISTS (SELECT FROM "payment_events" x WHERE x.payment_id = p.id AND x.reference = e.reference AND x.kind IN ('disputeWon', 'disputeLost'))
  GROUP BY p.order_id
) m
WHERE m.order_id = o.id;
