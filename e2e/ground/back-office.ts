/** A resource of JSON:API, as far as journeys look at it. */
export interface Resource<Attributes> {
  id: string
  attributes: Attributes
  relationships?: Record<string, { data?: { id: string } | null }>
  meta?: { version?: string }
}

/** A system of the house, and what proves it. */
export interface Client {
  clientId: string
  secret: string
}

/** The demo company's ERP (`npm start` prints it). */
export const erp: Client = { clientId: 'werkmark-erp', secret: 'werkmark-demo-secret' }

const jsonapi = 'application/vnd.api+json'

/** The back office said no. */
export class BackOfficeRefused extends Error {
  constructor(
    readonly status: number,
    /** By the catalogue of refusals; empty where it is not the API that answers. */
    readonly code: string,
    detail: string,
  ) {
    super(`the back office refused: ${status} ${detail}`)
  }
}

/** The code of the first error in a JSON:API document. */
function codeIn(document: string): string {
  try {
    return (JSON.parse(document) as { errors?: { code?: string }[] }).errors?.[0]?.code ?? ''
  } catch {
    return ''
  }
}

/** What the company's own systems do while people shop, by the door that they have: `/admin/api`. */
export class BackOffice {
  private constructor(
    private readonly apiUrl: string,
    private readonly token: string,
  ) {}

  static async signIn(apiUrl: string, client: Client = erp): Promise<BackOffice> {
    const response = await fetch(`${apiUrl}/oauth2/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${client.clientId}:${client.secret}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    })
    const { access_token: token } = (await response.json()) as { access_token?: string }
    if (!token) throw new Error(`${client.clientId} got no token: ${response.status}`)
    return new BackOffice(apiUrl, token)
  }

  /** Asks for a document. @throws BackOfficeRefused */
  async ask<Document>(
    path: string,
    body?: object,
    {
      type = jsonapi,
      method = body ? 'POST' : 'GET',
      key,
    }: { type?: string; method?: string; key?: string | undefined } = {},
  ): Promise<Document> {
    const response = await fetch(`${this.apiUrl}/admin/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        accept: type,
        ...(body ? { 'content-type': type } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    if (!response.ok) throw new BackOfficeRefused(response.status, codeIn(text), text)
    return JSON.parse(text) as Document
  }

  /** The first rows of a list. */
  async list<Attributes>(type: string, query: Record<string, string>): Promise<Resource<Attributes>[]> {
    const parameters = new URLSearchParams({ 'page[size]': '100', ...query })
    return (await this.ask<{ data: Resource<Attributes>[] }>(`${type}?${parameters.toString()}`)).data
  }

  /** Makes every price of an article dearer by a tenth, in all lists. @returns what puts them back */
  async raisePrices(sku: string): Promise<() => Promise<void>> {
    const prices = await this.list<{ amount: { amount: string } }>('prices', { 'filter[product.sku]': sku })
    const write = (amountOf: (amount: string) => string): Promise<unknown> =>
      this.ask(
        'operations',
        {
          'atomic:operations': prices.map(({ id, attributes: { amount } }) => ({
            op: 'update',
            data: { type: 'prices', id, attributes: { amount: amountOf(amount.amount) } },
          })),
        },
        { type: `${jsonapi}; ext="https://jsonapi.org/ext/atomic"` },
      )
    await write((amount) => (Number(amount) * 1.1).toFixed(2))
    return async () => {
      await write((amount) => amount)
    }
  }
}
