/**
 * Texts that a spreadsheet runs as formulas (OWASP, “CSV injection”). In XLSX a text is a text; in CSV an apostrophe may go before it, where a profile wants that.
 */
const formula = /^'*[=+\-@\t\r]/

/** A text that had been guarded: see `guardFormula`. */
export const guardedFormula = /^'+[=+\-@\t\r]/

export const guardFormula = (text: string): string => (formula.test(text) ? `'${text}` : text)
