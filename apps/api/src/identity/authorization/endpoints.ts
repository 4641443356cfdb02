/** Where each endpoint is. */
export const endpoints = {
  authorization: '/oauth2/authorize',
  token: '/oauth2/token',
  introspection: '/oauth2/introspect',
  revocation: '/oauth2/revoke',
  jwks: '/oauth2/jwks',
  signIn: '/oauth2/sign-in',
} as const
