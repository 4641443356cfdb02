import { choice, entity, instant, json, one, text } from '../../language/index.ts'

export const auditEntry = entity('auditEntry', {
  area: 'access',
  doc: 'One deed of a person or a system of the house: never changed, never taken away.',
  fields: {
    at: instant({ index: true }),
    by: choice(['user', 'client', 'fileAccount'], { name: 'AuditActor' }),
    principalId: text({ max: 36, index: true, doc: 'The id of the user, the API client or the file account.' }),
    principal: text({ max: 160, doc: 'As people knew it then.' }),
    ip: text({ max: 45, optional: true }),
    door: text({ max: 40, doc: 'The way that the call took: `jsonapi`, `graphql`, `sftp`, …' }),
    entity: text({ max: 60 }),
    rowId: text({ max: 36, optional: true, doc: 'The row that it was about, where there is one.' }),
    deed: text({
      max: 60,
      doc: '`create`, `update`, `delete`, or the action’s name; of a partner’s files `bring`, `fetch`, `rename`, `remove`.',
    }),
    before: json({ optional: true, doc: 'What was otherwise before; nothing for what was new.' }),
    after: json({ optional: true, doc: 'What has become of it, or what the action was given.' }),
    requestId: text({ max: 200, index: true }),
  },
  relations: { organization: one('organization') },
  scopes: { organization: 'organization' },
  writes: [],
  indexes: [['entity', 'rowId']],
})
