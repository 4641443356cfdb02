import pg from 'pg'

/** What the company's own systems do while people shop: they write into the database, as there is no door for them yet. */
export class BackOffice {
  private readonly pool: pg.Pool

  constructor(databaseUrl: string) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  }

  /** Makes every price of an article dearer by a tenth, in all lists. @returns what puts them back */
  async raisePrices(sku: string): Promise<() => Promise<void>> {
    const times = async (factor: string): Promise<void> => {
      await this.pool.query(
        `update prices set amount = amount * $2::numeric
          where product_id in (select id from products where sku = $1)`,
        [sku, factor],
      )
    }
    const { rows } = await this.pool.query<{ id: string; amount: string }>(
      `select c.id, c.amount::text from prices c join products p on p.id = c.product_id where p.sku = $1`,
      [sku],
    )
    await times('1.1')
    return async () => {
      for (const { id, amount } of rows)
        await this.pool.query('update prices set amount = $2 where id = $1', [id, amount])
    }
  }

  async close(): Promise<void> {
    await this.pool.end()
  }
}
