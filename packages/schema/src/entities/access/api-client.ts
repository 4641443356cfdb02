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
  doc: 'A system or an app that calls: an ERP at the back office by its own name (client credentials), or an app for people of the house or of customers (authorization code).',
  fields: {
    clientId: text({ max: 60, min: 3, pattern: '[A-Za-z0-9][A-Za-z0-9._-]*', unique: true, immutable: true }),
    name: text({ max: 120, min: 1 }),
    kind: choice(['integration', 'app'], {
      name: 'ApiClientKind',
      default: 'integration',
      immutable: true,
      doc: 'An integration calls by its own name and has a secret; an app calls for the person who signed in, and keeps no secret (PKCE).',
    }),
    audience: choice(['backOffice', 'storefront'], {
      name: 'ApiClientAudience',
      default: 'backOffice',
      immutable: true,
      doc: 'Whose people sign in to an app, and which doors their tokens open: those of the house at the back office, or those of customers at the shop.',
    }),
    trusted: boolean({
      default: false,
      doc: 'An app of the house’s own: who signs in to it is not asked whether it may act for them.',
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
      doc: 'Where an app takes its codes: whole addresses; https, http on the person’s own machine (any port), or a scheme of the app’s own, as com.example.app:/callback. Scripts of these origins may call.',
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
    website: one('website', {
      optional: true,
      immutable: true,
      doc: 'The shop whose customers sign in to an app of the audience `storefront`.',
    }),
    businessUnit: one('businessUnit', {
      optional: true,
      onDelete: 'restrict',
      doc: 'For which its system works: what its rights to a unit are about.',
    }),
    roles: many('apiClientRole', 'client'),
  },
  scopes: { organization: 'organization', unit: 'businessUnit', own: 'id' },
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
  scopes: { organization: 'client.organization', unit: 'client.businessUnit', own: 'client' },
  uniques: [['clientId', 'roleId']],
  naturalKey: ['client', 'role'],
})
