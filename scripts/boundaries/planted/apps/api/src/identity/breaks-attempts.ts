// breaks post-attempts
import 'rate-limiter-flexible'
