// breaks post-stripe
import 'stripe'
