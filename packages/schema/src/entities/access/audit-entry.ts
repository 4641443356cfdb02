import { choice, entity, instant, json, one, text } from '../../language/index.ts'

export const auditEntry = entity('auditEntry', {
  area: 'access',
  doc: 'One deed of a person or a system of the house, or a sign-in: never changed, never taken away.',
  fields: {
    at: instant({ index: true }),
    by: choice(['user', 'client', 'fileAccount', 'integration', 'customerUser', 'operator', 'nobody'], {
      name: 'AuditActor',
      doc: '`integration`: a system that the house asks, and that brings no files; customers’ people sign in, and see to what is theirs; `operator`: whoever runs commands at the database itself; `nobody`: a sign-in by a name that nobody has.',
    }),
    principalId: text({
      max: 36,
      index: true,
      doc: 'The id of the user, the API client, the file account, the integration or the customer user.',
    }),
    principal: text({
      max: 160,
      doc: 'As people knew it then; of an operator, the name at the machine; of nobody, the name that was tried.',
    }),
    ip: text({ max: 45, optional: true }),
    door: text({ max: 40, doc: 'The way that the call took: `jsonapi`, `graphql`, `sftp`, `command`, …' }),
    entity: text({ max: 60 }),
    rowId: text({ max: 36, optional: true, doc: 'The row that it was about, where there is one.' }),
    deed: text({
      max: 60,
      doc: '`create`, `update`, `delete`, or the action’s name; `signIn`, `signInRefused`, and of tokens `tokenGiven`, `tokenRefused`, `tokenRevoked`; of a partner’s files `bring`, `fetch`, `rename`, `remove`; of rows that a file or a call brought `import`, many in one entry (`after`), whose `requestId` is the run.',
    }),
    before: json({
      optional: true,
      tellsOf: { entity: 'entity', deed: 'deed' },
      doc: 'What was otherwise before; nothing for what was new. As far as its reader may read the entity.',
    }),
    after: json({
      optional: true,
      tellsOf: { entity: 'entity', deed: 'deed' },
      doc: 'What has become of it, and what the action was given; `brokeOff`: the code by which it ended midway, when something of it stood already. As far as its reader may read the entity.',
    }),
    requestId: text({ max: 200, index: true }),
  },
  relations: {
    organization: one('organization', { optional: true, doc: 'Nobody’s where nobody of that name is known.' }),
  },
  scopes: { organization: 'organization' },
  writes: [],
  indexes: [['entity', 'rowId']],
})
