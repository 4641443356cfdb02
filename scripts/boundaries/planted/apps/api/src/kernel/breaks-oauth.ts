// breaks post-oauth
import 'oidc-provider'
