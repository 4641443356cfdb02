import type { Audience } from '@portico/schema'

/** A side of the house with people of its own: who signs in there, their sessions and their tokens are of no use on the other side. */
export interface Realm {
  audience: Audience
  /** Behind the API's address: the issuer. */
  path: '' | '/shop'
  /** What tokens open (RFC 8707). */
  resource: string
  /** What the cookies of the sign-in page are called; their signature is over the name too. */
  cookies: { session: string; interaction: string; resume: string }
  /** The column of what is kept that names the person. */
  account: 'userId' | 'customerUserId'
}

export const realms = {
  backOffice: {
    audience: 'backOffice',
    path: '',
    resource: 'urn:portico:back-office',
    cookies: { session: 'portico_back_office', interaction: 'portico_sign_in', resume: 'portico_sign_in_resume' },
    account: 'userId',
  },
  storefront: {
    audience: 'storefront',
    path: '/shop',
    resource: 'urn:portico:storefront',
    cookies: { session: 'portico_shop', interaction: 'portico_shop_sign_in', resume: 'portico_shop_sign_in_resume' },
    account: 'customerUserId',
  },
} as const satisfies Record<Audience, Realm>

/** Where each endpoint of a realm is. */
export const endpointsOf = ({ path }: Realm) =>
  ({
    authorization: `${path}/oauth2/authorize`,
    token: `${path}/oauth2/token`,
    introspection: `${path}/oauth2/introspect`,
    revocation: `${path}/oauth2/revoke`,
    jwks: `${path}/oauth2/jwks`,
    signIn: `${path}/oauth2/sign-in`,
    signOut: `${path}/oauth2/sign-out`,
  }) as const

/** The discovery documents that the library serves at the root, and where they are: RFC 8414, 3.1, and OpenID Connect Discovery, 4. */
export const discoveryOf = ({ path }: Realm) => ({
  '/.well-known/oauth-authorization-server': `/.well-known/oauth-authorization-server${path}`,
  '/.well-known/openid-configuration': `${path}/.well-known/openid-configuration`,
})
