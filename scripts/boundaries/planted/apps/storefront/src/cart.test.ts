// lawful
import 'react'
export const cart = true
