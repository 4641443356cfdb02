import { formatPrice, formatQuantity } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Invoice } from '#lib/shop/invoices.ts'

type Line = Invoice['lines'][number]

/** What an invoice asks money for: a table, whose middle columns go below the name where the window is narrow. */
export async function InvoiceLines({ lines }: { lines: readonly Line[] }) {
  const [writing, t, order] = await Promise.all([getWriting(), getT('invoice'), getT('order')])
  const per = ({ orderLine, unitCode }: Line) => {
    const unit = orderLine?.unitName ?? unitCode
    return unit && order('perUnit', { unit })
  }
  const wide = 'hidden px-4 py-3 text-right sm:table-cell print:table-cell'
  return (
    <table className="w-full border-y border-line text-left">
      <caption className="sr-only">{t('lines')}</caption>
      <thead className="border-b border-line text-sm text-quiet">
        <tr>
          <th scope="col" className="py-3 font-semibold">
            {t('article')}
          </th>
          <th scope="col" className={`${wide} font-semibold`}>
            {t('quantity')}
          </th>
          <th scope="col" className={`${wide} font-semibold`}>
            {t('unitPrice')}
          </th>
          <th scope="col" className="py-3 text-right font-semibold">
            {t('rowTotal')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {lines.map((line) => (
          <tr key={line.id} className="align-top">
            <th scope="row" className="py-3 pr-3 font-normal">
              <span className="font-semibold">{line.name}</span>
              <span className="numerals block text-sm break-all text-quiet">{line.sku}</span>
              <span className="numerals block text-sm text-quiet sm:hidden print:hidden">
                {formatQuantity(writing, line.quantity)} × {formatPrice(writing, line.unitPrice)} {per(line)}
              </span>
            </th>
            <td className={`numerals ${wide}`}>{formatQuantity(writing, line.quantity)}</td>
            <td className={`numerals ${wide}`}>
              {formatPrice(writing, line.unitPrice)} <span className="block text-sm text-quiet">{per(line)}</span>
            </td>
            <td className="numerals py-3 text-right font-semibold whitespace-nowrap">
              {formatPrice(writing, line.rowTotal)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
