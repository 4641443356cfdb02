// breaks post-caches
import 'lru-cache'
