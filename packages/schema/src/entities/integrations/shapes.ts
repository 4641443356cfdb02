import { boolean, decimal, instant, integer, json, shape, shapeOf, text } from '../../language/index.ts'

export const integrationShapes = [
  shape('WebhookSecret', 'The secret that a subscriber checks signatures with (Standard Webhooks), told once.', {
    secret: text({ max: 120, doc: '`whsec_` and the key in base64.' }),
    formerSecretUntil: instant({ optional: true, doc: 'Until then messages are signed with the former secret too.' }),
  }),
  shape('WebhookAttempt', 'An attempt to deliver a message that failed.', {
    at: instant(),
    durationMs: integer(),
    responseStatus: integer({ optional: true }),
    problem: text({ max: 500 }),
  }),
  shape('ColumnMapping', 'How a field comes by its value from a file, and goes into one.', {
    field: text({
      max: 200,
      min: 1,
      doc: 'The field as its layout in contracts/files calls it: `sku`, `name.de`, `brand.code`, `prices[web|piece|EUR].amount`.',
    }),
    column: text({ max: 200, optional: true, doc: 'The column of the file; none: `constant` stands for it.' }),
    constant: text({ max: 1000, optional: true, doc: 'The value of every record.' }),
    fallback: text({ max: 1000, optional: true, doc: 'The value where the column is empty.' }),
    factor: decimal({
      optional: true,
      scale: 9,
      doc: 'What numbers are multiplied by, to come from their unit to ours.',
    }),
    values: json({ optional: true, doc: 'Their words for ours: `{"ST": "piece"}`.' }),
    otherValues: text({
      max: 10,
      optional: true,
      pattern: '^(keep|refuse|empty)$',
      doc: 'What becomes of a word that `values` does not have: `keep` (unless told), `refuse`, `empty`.',
    }),
    lookup: text({
      max: 60,
      optional: true,
      doc: 'The outside system whose id the value is: the row is found by its external reference.',
    }),
  }),
  shape('IntegrationFinding', 'What one step of a connection check found.', {
    ok: boolean(),
    what: text({ max: 200, doc: 'What was tried.' }),
    detail: text({ max: 1000, doc: 'What came of it; where it is not well: what to do.' }),
  }),
  shape('IntegrationCheck', 'What a connection check found.', {
    ok: boolean({ doc: 'Everything is well.' }),
    findings: shapeOf('IntegrationFinding', { list: true }),
  }),
  shape('FolderRight', 'What a partner may do in a folder.', {
    read: boolean({ default: false }),
    write: boolean({ default: false, doc: 'Bring files and rename them.' }),
    delete: boolean({ default: false }),
  }),
  shape('FolderRights', 'What a partner may do in each of its folders.', {
    inbound: shapeOf('FolderRight', { optional: true }),
    outbound: shapeOf('FolderRight', { optional: true }),
    archive: shapeOf('FolderRight', { optional: true }),
    error: shapeOf('FolderRight', { optional: true }),
    tmp: shapeOf('FolderRight', { optional: true }),
  }),
]
