-- By itself: it reads the whole ledger, and the lock under which the column was added would keep every reader of orders waiting for it.
-- What was overpaid of orders so far, by their totals; with the next news of an order it is reckoned by what is delivered of it.
UPDATE "orders" o SET "overpaid" = m.here - CASE WHEN o.state = 'cancelled' THEN 0 ELSE o.total END
FROM (
  SELECT p.order_id, sum(CASE WHEN e.kind = 'captured' THEN e.amount ELSE -e.amount END) AS here
  FROM "payments" p JOIN "payment_events" e ON e.payment_id = p.id
  WHERE e.kind = 'captured'
    OR (e.kind = 'refunded' AND NOT EXISTS (SELECT FROM "payment_events" x WHERE x.payment_id = p.id AND x.reference = e.reference AND x.kind = 'refundFailed'))
    OR (e.kind = 'disputeLost' AND NOT EXISTS (SELECT FROM "payment_events" x WHERE x.payment_id = p.id AND x.reference = e.reference AND x.kind = 'disputeWon'))
    OR (e.kind = 'refundPending' AND NOT EXISTS (SELECT FROM "payment_events" x WHERE x.payment_id = p.id AND x.reference = e.reference AND x.kind IN ('refunded', 'refundFailed')))
  GROUP BY p.order_id
) m
WHERE m.order_id = o.id AND o.payment_method IS DISTINCT FROM 'elsewhere' AND m.here > CASE WHEN o.state = 'cancelled' THEN 0 ELSE o.total END;
