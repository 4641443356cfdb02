// breaks post-webhook-messages
import 'standardwebhooks'
