// breaks post-json-streams
import '@streamparser/json'
