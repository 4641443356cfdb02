import type { Call } from './drive.ts'

/** Somebody else's client of the storefront API: `fetch`, a token that it was given, and nothing of ours. */
export class Client {
  token: string | undefined

  constructor(private readonly apiUrl: string) {}

  /** The body of an answer, as text. @throws Error with the refusal when there is one */
  async text(query: string, variables: object = {}): Promise<string> {
    const response = await fetch(`${this.apiUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    })
    this.token = response.headers.get('portico-token') ?? this.token
    const text = await response.text()
    if (!response.ok || text.includes('"errors"')) throw new Error(`${response.status}: ${text.slice(0, 600)}`)
    return text
  }

  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    return (JSON.parse(await this.text(query, variables)) as { data: Data }).data
  }
}

/** What a system does at the back office over and over, each time with something else. */
export interface Deed {
  name: string
  calls: Call[]
}

/** Sends a call. @returns the body of the answer. @throws Error with a refusal */
export async function sendCall(apiUrl: string, { method, path, headers, body }: Call): Promise<string> {
  const response = await fetch(`${apiUrl}${path}`, { method, headers: headers ?? {}, ...(body ? { body } : {}) })
  const text = await response.text()
  if (!response.ok || text.includes('"errors":[')) throw new Error(`${response.status}: ${text.slice(0, 600)}`)
  return text
}
