// breaks post-ssh
import 'ssh2'
