// breaks post-decimal
import 'decimal.js'
