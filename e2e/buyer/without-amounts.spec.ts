import pg from 'pg'
import { expect, journey } from '../ground/journey.ts'
import { cards, Shop } from '../ground/shop.ts'

const own = (entity: string, hidden: string[] = []) => ({ entity, deed: '*', level: 'own', hidden })
const grants = [
  own('order', ['total', 'subtotal', 'taxTotal', 'shippingTotal', 'due', 'balance', 'payments']),
  own('orderLine', ['unitPrice', 'rowTotal']),
  ...['cart', 'checkout', 'customerUser', 'customer', 'customerAddress', 'pushSubscription'].map((entity) =>
    own(entity),
  ),
]

/** Gives a person a role that shows them everything but what it costs, as their house would: the demo's ERP may not make roles. */
async function hideAmounts(databaseUrl: string, email: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  await client.query(
    `with role as (
       insert into customer_roles (id, code, name, grants, organization_id)
       select gen_random_uuid(), 'quiet-' || left(p.id::text, 18), 'Quiet', $2, c.organization_id
       from customer_users p join customers c on c.id = p.customer_id where p.email = $1
       returning id)
     update customer_users set customer_role_id = role.id from role where email = $1`,
    [email, JSON.stringify(grants)],
  )
  await client.end()
}

journey(
  'a buyer whose role hides what things cost sees their order and how it stands, without an amount',
  async ({ page, articles, addresses, email }) => {
    await page.goto('/register')
    await page.getByLabel('First name').fill('Quiet')
    await page.getByLabel('Last name').fill('Buyer')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('a door of oak and brass')
    await page.getByRole('button', { name: 'Open the account' }).click()
    await expect(page.getByRole('heading', { name: 'Good day, Quiet' })).toBeVisible()
    const article = articles[23 % articles.length]!
    const shop = new Shop(page)
    await page.goto(article.url)
    await page.getByLabel('Quantity', { exact: true }).fill('6')
    await shop.addShown(article)
    await shop.toCheckout('Delivery address')
    await shop.giveAddress()
    await shop.chooseDelivery()
    await shop.fillCard(cards.good)
    await shop.pay.click()
    const { id, number } = await shop.thanks()

    await hideAmounts(addresses.databaseUrl, email)
    const main = page.getByRole('main')
    for (const path of [`/order/${id}`, `/account/orders/${id}`]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible()
      await expect(main.getByRole('link', { name: article.name })).toBeVisible()
      await expect(main).not.toContainText(/\$|Total/)
      // so many of a unit, as one says it
      await expect(main.getByRole('list', { name: 'Articles' })).toContainText(/6 [a-z]+s$/)
    }
    await page.goto(`/de/order/${id}`)
    await expect(main.getByRole('list', { name: 'Artikel' })).toContainText(/6 (Stück|Packungen|Rollen|Paar|Sätze)$/)
    await page.goto('/account')
    await expect(main.getByRole('link', { name: number })).toBeVisible()
    await expect(main).not.toContainText('$')
  },
)
