// breaks post-pages-of-doors
import 'helmet'
