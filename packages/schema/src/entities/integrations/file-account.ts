import {
  boolean,
  choice,
  decimal,
  email,
  entity,
  instant,
  integer,
  json,
  one,
  ref,
  secret,
  shapeOf,
  text,
  textList,
} from '../../language/index.ts'

export const fileAccount = entity('fileAccount', {
  area: 'integrations',
  doc: 'A partner who brings and fetches files by SFTP: a root folder of their own with inbound, outbound, archive, error and tmp.',
  fields: {
    username: text({ max: 60, min: 2, unique: true, immutable: true, pattern: '^[a-z0-9][a-z0-9._-]*$' }),
    name: text({ max: 120, min: 1 }),
    active: boolean({ default: true, doc: 'Switched off, it cannot sign in, and what it does is cut off.' }),
    publicKeys: textList({ max: 4000, default: [], doc: 'As in authorized_keys: `ssh-ed25519 AAAA… comment`.' }),
    allowedIps: textList({
      max: 50,
      default: [],
      doc: 'Addresses and ranges (CIDR, IPv4 and IPv6) that it may come from; none named: any.',
    }),
    quotaBytes: decimal({ scale: 0, default: 10_737_418_240, min: 0, doc: 'What all its files may come to.' }),
    rights: json({
      shape: 'FolderRights',
      optional: true,
      doc: 'What it may do in which folder; left out: everything in inbound and tmp, read and delete in outbound, read in archive and error. A folder that is not named is closed.',
    }),
    completion: choice(['renamed', 'doneFile', 'quiet'], {
      name: 'FileCompletion',
      default: 'renamed',
      doc: 'When a file is complete. renamed: it is not called `.…`, `….tmp`, `….part` or `….filepart`, and whoever wrote it has closed it; doneFile: a file of the same name and `.done` is beside it; quiet: unchanged for `quietSeconds`.',
    }),
    quietSeconds: integer({ default: 10, min: 1, max: 86_400 }),
    archiveDays: integer({ default: 90, min: 1, max: 3650, doc: 'How long archive and error keep a file.' }),
    contactEmail: email({ optional: true, doc: 'Who is told of refused records and files.' }),
    lastSeenAt: instant({ optional: true, readOnly: true }),
    passwordHash: secret({ optional: true }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    integration: one('integration', { optional: true, onDelete: 'restrict' }),
  },
  actions: {
    setPassword: {
      doc: 'Gives a partner a password, or takes it away, so that only keys are left; whoever came in by the former one is cut off.',
      show: ['backOffice'],
      caller: 'anyone',
      input: {
        id: ref('fileAccount'),
        password: text({ max: 200, min: 12, optional: true, doc: 'At least 12 characters; left out: none any more.' }),
      },
      result: shapeOf('Done'),
      refusals: ['PASSWORD_TOO_WEAK'],
    },
  },
  scopes: { organization: 'organization' },
  naturalKey: ['username'],
})
