// breaks post-xml
import 'saxes'
