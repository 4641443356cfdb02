// breaks post-public-internet
import 'request-filtering-agent'
