import 'server-only'

/** Where the commerce API is, without the slash at its end. Read at run time: the shop is built before anybody knows. */
export const apiUrl = (): string => (process.env.PORTICO_API_URL || 'http://127.0.0.1:4000').replace(/\/+$/, '')
