import {
  boolean,
  email,
  entity,
  instant,
  many,
  one,
  ref,
  secret,
  shapeOf,
  text,
  textList,
} from '../../language/index.ts'

export const user = entity('user', {
  area: 'access',
  doc: 'A person who works at the back office.',
  fields: {
    email: email({ unique: true }),
    name: text({ max: 120, min: 1 }),
    active: boolean({ default: true, doc: 'Switched off: nothing that was given to them opens any door.' }),
    locale: text({ max: 12, format: 'locale', optional: true }),
    allowedIps: textList({
      max: 50,
      default: [],
      doc: 'Addresses and ranges (CIDR, IPv4 and IPv6) that they may call from; none named: any.',
    }),
    wsse: boolean({
      default: false,
      doc: 'Whether they may come in by WSSE UsernameToken, where the house allows it.',
    }),
    passwordHash: secret({ optional: true }),
    wsseKey: secret({ max: 500, optional: true }),
    lastSignInAt: instant({ optional: true, readOnly: true }),
  },
  relations: {
    organization: one('organization'),
    businessUnit: one('businessUnit', {
      optional: true,
      onDelete: 'restrict',
      doc: 'Where they work: what their rights to a unit are about.',
    }),
    roles: many('userRole', 'user'),
  },
  scopes: { organization: 'organization', unit: 'businessUnit', own: 'id' },
  actions: {
    setPassword: {
      doc: 'Gives a person a password, and ends everything that they had opened by the former one.',
      show: ['backOffice'],
      caller: 'anyone',
      input: { id: ref('user'), password: text({ max: 200, min: 12, doc: 'At least 12 characters.' }) },
      result: shapeOf('Done'),
      refusals: ['FORBIDDEN', 'PASSWORD_TOO_WEAK'],
    },
    issueWsseKey: {
      doc: 'Makes a key for WSSE UsernameToken, in place of the former one. It is told once.',
      show: ['backOffice'],
      caller: 'anyone',
      input: { id: ref('user') },
      result: shapeOf('WsseKey'),
      refusals: ['FORBIDDEN'],
    },
    revokeTokens: {
      doc: 'Ends everything that was given to a person: tokens, and sessions of the sign-in page.',
      show: ['backOffice'],
      caller: 'anyone',
      input: { id: ref('user') },
      result: shapeOf('Done'),
      refusals: ['FORBIDDEN'],
    },
  },
  naturalKey: ['email'],
})

export const userRole = entity('userRole', {
  area: 'access',
  doc: 'A role that a person has.',
  fields: {},
  relations: {
    user: one('user', { onDelete: 'cascade', immutable: true }),
    role: one('role', { immutable: true }),
  },
  writes: ['create', 'delete'],
  scopes: { organization: 'user.organization', unit: 'user.businessUnit', own: 'user' },
  uniques: [['userId', 'roleId']],
  naturalKey: ['user', 'role'],
})
