// lawful
import 'decimal.js'
export const money = 'money'
