// breaks post-push-messages
import 'web-push'
