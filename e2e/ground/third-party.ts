/** A refusal as the API tells it: `errors[0].extensions`. */
export interface Refusal {
  code: string
  status: number
  params?: Record<string, unknown>
}

interface Answer<Data> {
  data: Data | null
  errors?: { message: string; extensions: Refusal }[]
}

/**
 * Somebody else's client of the storefront API: `fetch`, the documented header, and nothing of ours. It keeps the token that
 * a first write or a sign-in grants.
 */
export class ThirdParty {
  constructor(
    private readonly apiUrl: string,
    public token?: string,
  ) {}

  /** The answer as it comes, refusals included. */
  async send<Data>(query: string, variables: object = {}): Promise<Answer<Data>> {
    const response = await fetch(`${this.apiUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'en',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    })
    this.token = response.headers.get('portico-token') ?? this.token
    return (await response.json()) as Answer<Data>
  }

  /** The data of an answer. @throws Error when the API refuses */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.send<Data>(query, variables)
    if (errors?.length || !data) throw new Error(`the API refused: ${JSON.stringify(errors)}`)
    return data
  }

  async signIn(email: string, password: string): Promise<void> {
    const { customerUserSignIn } = await this.ask<{ customerUserSignIn: { token: string } }>(
      `mutation($input: CustomerUserSignInInput!) { customerUserSignIn(input: $input) { token } }`,
      { input: { email, password } },
    )
    this.token = customerUserSignIn.token
  }
}
