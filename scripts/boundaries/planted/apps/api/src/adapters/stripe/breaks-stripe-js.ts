// breaks post-stripe-js
import '@stripe/stripe-js'
