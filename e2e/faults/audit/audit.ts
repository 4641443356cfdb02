import { afterwards } from './afterwards.ts'
import { openBooks, type Evidence } from './books.ts'
import { ofLetters } from './letters.ts'
import { ofMoney } from './money.ts'
import { ofNews } from './news.ts'
import { ofParcels } from './parcels.ts'
import { ofStock } from './stock.ts'

const laws = [...ofMoney, ...afterwards, ...ofStock, ...ofParcels, ...ofNews, ...ofLetters]

/** Reads all books and holds them against the laws of the house. Answers each law with what breaks it. */
export async function audit(evidence: Evidence): Promise<{ law: string; broken: string[] }[]> {
  const books = await openBooks(evidence)
  const found: { law: string; broken: string[] }[] = []
  for (const law of laws) found.push({ law: law.name, broken: await law.broken(books) })
  return found
}
