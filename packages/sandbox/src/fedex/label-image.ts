import { code128 } from './code-128.ts'
import { labelPicture } from './label-picture.ts'

export type LabelImageType = 'PDF' | 'PNG' | 'ZPLII' | 'EPL2'

/** What a label of the stand-in says. */
export interface LabelText {
  trackingNumber: string
  serviceName: string
  piece: string
  weight: string
  from: string[]
  to: string[]
  references: string[]
}

/** A label as bytes: like FedEx's in kind (a page of 4 × 6 inches, a picture, a printer's language), not in looks. */
export function labelImage(type: LabelImageType, said: LabelText): Buffer {
  const all = (lines: readonly string[]) => lines.map(printable)
  const label = {
    ...{ trackingNumber: printable(said.trackingNumber), serviceName: printable(said.serviceName) },
    ...{ piece: printable(said.piece), weight: printable(said.weight) },
    ...{ from: all(said.from), to: all(said.to), references: all(said.references) },
  }
  const lines = [
    ...['FedEx STAND-IN: NOT A LABEL', label.serviceName, `TRK# ${label.trackingNumber}`, label.piece, label.weight],
    ...['FROM', ...label.from, 'TO', ...label.to, ...label.references.map((one) => `REF ${one}`)],
  ]
  if (type === 'PNG') return labelPicture(label)
  if (type === 'PDF') return pdf(lines, label.trackingNumber)
  return Buffer.from(type === 'ZPLII' ? zpl(lines, label.trackingNumber) : epl(lines, label.trackingNumber), 'latin1')
}

/** What every printer has letters for. */
const printable = (line: string): string =>
  line
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')

const zpl = (lines: readonly string[], number: string): string =>
  [
    '^XA^PW812^LL1218',
    ...lines.map((line, at) => `^FO40,${40 + at * 40}^A0N,32,32^FD${line.replace(/[\^~]/g, ' ')}^FS`),
    `^FO80,900^BY3^BCN,200,Y,N,N^FD${number}^FS`,
    '^XZ',
  ].join('\n')

const epl = (lines: readonly string[], number: string): string =>
  [
    'N',
    ...lines.map((line, at) => `A40,${40 + at * 40},0,3,1,1,N,"${line.replaceAll('"', '')}"`),
    `B80,900,0,1,3,6,200,B,"${number}"`,
    'P1',
    '',
  ].join('\n')

/** One page of 288 × 432 points (ISO 32000-1, the least that a reader opens). */
function pdf(lines: readonly string[], number: string): Buffer {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) '`).join('\n')
  const bars = code128(number).flatMap((dark, at) => (dark ? [`${40 + at * 1.5} 40 1.5 70 re`] : []))
  const content = `BT /F1 11 Tf 14 TL 20 410 Td\n${shown}\nET\n${bars.join('\n')}\nf`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 432] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
