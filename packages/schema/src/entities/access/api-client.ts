import {
  boolean,
  choice,
  entity,
  instant,
  integer,
  many,
  one,
  ref,
  secret,
  shapeOf,
  text,
  textList,
} from '../../language/index.ts'

export const apiClient = entity('apiClient', {
  area: 'access',
  doc: 'A system or an app that calls the back office: an ERP by its own name (client credentials), or an app for people (authorization code).',
  fields: {
    clientId: text({ max: 60, min: 3, pattern: '[A-Za-z0-9][A-Za-z0-9._-]*', unique: true, immutable: true }),
    name: text({ max: 120, min: 1 }),
    kind: choice(['integration', 'app'], {
      name: 'ApiClientKind',
      default: 'integration',
      immutable: true,
      doc: 'An integration calls by its own name and has a secret; an app calls for the person who signed in, and keeps no secret (PKCE).',
    }),
    active: boolean({ default: true, doc: 'Switched off: nothing that was given to it opens any door.' }),
    allowedIps: textList({
      max: 50,
      default: [],
      doc: 'Addresses and ranges (CIDR, IPv4 and IPv6) that it may call from; none named: any.',
    }),
    redirectUris: textList({
      max: 500,
      default: [],
      doc: 'Where an app takes its codes: whole addresses, https except on this machine.',
    }),
    tokenMinutes: integer({ default: 60, min: 1, max: 1440, doc: 'How long an access token lives.' }),
    requestsPerMinute: integer({
      default: 0,
      min: 0,
      max: 1_000_000,
      doc: 'Requests a minute, counted over all processes; 0: what the house allows by configuration.',
    }),
    secretHash: secret({ optional: true }),
    lastUsedAt: instant({ optional: true, readOnly: true }),
  },
  relations: {
    organization: one('organization'),
    roles: many('apiClientRole', 'client'),
  },
  scopes: { organization: 'organization', own: 'id' },
  actions: {
    issueSecret: {
      doc: 'Makes a secret in place of the former one, which ends with all tokens that came by it. It is told once.',
      show: ['backOffice'],
      caller: 'anyone',
      input: { id: ref('apiClient') },
      result: shapeOf('ClientSecret'),
      refusals: ['CLIENT_HAS_NO_SECRET', 'FORBIDDEN'],
    },
    revokeTokens: {
      doc: 'Ends all tokens that were given to a client.',
      show: ['backOffice'],
      caller: 'anyone',
      input: { id: ref('apiClient') },
      result: shapeOf('Done'),
      refusals: ['FORBIDDEN'],
    },
  },
  naturalKey: ['clientId'],
})

export const apiClientRole = entity('apiClientRole', {
  area: 'access',
  doc: 'A role that an API client has.',
  fields: {},
  relations: {
    client: one('apiClient', { onDelete: 'cascade', immutable: true }),
    role: one('role', { immutable: true }),
  },
  writes: ['create', 'delete'],
  scopes: { organization: 'client.organization', own: 'client' },
  uniques: [['clientId', 'roleId']],
  naturalKey: ['client', 'role'],
})
