// breaks post-schedules
import 'croner'
