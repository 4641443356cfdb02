import type { CatalogueEntry } from './entry.ts'

/** Who calls, and what they may do. Sorted by code. */
export const access = {
  ACCESS_TOKEN_EXPIRED: {
    status: 401,
    text: 'The access token is too old.',
    advice: 'Take a new one at /oauth2/token.',
  },
  ACCESS_TOKEN_INVALID: {
    status: 401,
    text: 'The access token is not one of ours.',
    advice: 'Take one at /oauth2/token, and send it as Authorization: Bearer ….',
  },
  ACCESS_TOKEN_REQUIRED: {
    status: 401,
    text: 'The back office asks who calls, and the request does not say so.',
    advice: 'Take a token at /oauth2/token, and send it as Authorization: Bearer ….',
  },
  ACCESS_TOKEN_REVOKED: {
    status: 401,
    text: 'The access token was taken back, or its owner was switched off.',
    advice: 'Ask an administrator; where it was you who took it back, take a new one at /oauth2/token.',
  },
  ADDRESS_NOT_ALLOWED: {
    status: 403,
    text: 'This may not be called from {address}.',
    advice: 'Call from an address that is on the list of the client or the user, or have the list extended.',
  },
  CLIENT_HAS_NO_SECRET: {
    status: 409,
    text: 'An app keeps no secret: it comes by authorization code and PKCE.',
    advice: 'Make an API client of the kind integration for what calls by its own name.',
  },
  CREDENTIALS_WRONG: {
    status: 401,
    text: 'E-mail or password is not right.',
    advice: 'Check both, or reset the password.',
  },
  EMAIL_TAKEN: {
    status: 409,
    text: 'There is already an account with this e-mail address.',
    advice: 'Sign in, or reset the password.',
  },
  FORBIDDEN: {
    status: 403,
    text: 'You may not do this: {what}.',
    advice: 'Ask an administrator for a role that allows it.',
  },
  PASSWORD_TOO_WEAK: {
    status: 422,
    text: 'The password needs at least {minimum} characters, and must neither be a common one nor begin with a name or address of its owner.',
    advice: 'Choose another one; a few words in a row are good.',
  },
  RATE_LIMITED: {
    status: 429,
    text: 'Too many requests.',
    advice: 'Slow down; the header Retry-After says how many seconds to wait.',
  },
  SESSION_EXPIRED: { status: 401, text: 'Your session has ended.', advice: 'Sign in again.' },
  SESSION_INVALID: { status: 401, text: 'The token is not valid.', advice: 'Sign in again, or leave the header out.' },
  SESSION_REQUIRED: {
    status: 401,
    text: 'This belongs to somebody, and the request does not say who asks.',
    advice: 'Send the token that the first write answered, as Authorization: Bearer pt_….',
  },
  SIGN_IN_EXPIRED: {
    status: 410,
    text: 'This sign-in is over, or was begun in another browser.',
    advice: 'Go back to the app and sign in from there again.',
  },
  SIGN_IN_REQUIRED: { status: 401, text: 'This needs you to be signed in.', advice: 'Sign in and repeat the request.' },
  TOKEN_EXPIRED: {
    status: 410,
    text: 'This link was used already, or is too old.',
    advice: 'Ask for a new one.',
  },
  TOKEN_FOR_BACK_OFFICE: {
    status: 401,
    text: 'This token opens the back office, not the shop.',
    advice: 'Call /admin/api or /admin/graphql with it, and the shop with the token that its first write answers.',
  },
  TOKEN_FOR_STOREFRONT: {
    status: 401,
    text: 'This token opens the shop, not the back office.',
    advice: 'Take a token for the back office at /oauth2/token.',
  },
  WSSE_INVALID: {
    status: 401,
    text: 'The WSSE UsernameToken is not right.',
    advice: 'Check user name, key, and digest: base64(sha1(nonce + created + key)), with the nonce decoded.',
  },
  WSSE_NONCE_USED: {
    status: 401,
    text: 'This WSSE nonce was used already.',
    advice: 'Make a new nonce for every request.',
  },
  WSSE_OFF: {
    status: 401,
    text: 'WSSE UsernameToken is switched off.',
    advice: 'Use OAuth 2.0 at /oauth2/token; the house switches WSSE on by WSSE=on, and for each person by `wsse`.',
  },
  WSSE_TOO_OLD: {
    status: 401,
    text: 'The WSSE UsernameToken was made more than {seconds} seconds from now.',
    advice: 'Set the clock of your machine, and make a new token for every request.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>
