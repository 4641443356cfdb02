import type { Area } from '../../engine/index.ts'
import type { Seal } from '../../kernel/seal.ts'
import { issueSecret, revokeClientTokens } from './client-credentials.ts'
import { guards } from './guards.ts'

export { checkGrants } from './check-grants.ts'
import { issueWsseKey, revokeUserTokens, setPassword } from './user-credentials.ts'

/** Who may come in at the back office, and what they may do there. */
export const createAccess = ({ seal }: { seal: Seal }): Area => ({
  actions: {
    'user.setPassword': setPassword,
    'user.issueWsseKey': issueWsseKey(seal),
    'user.revokeTokens': revokeUserTokens,
    'apiClient.issueSecret': issueSecret,
    'apiClient.revokeTokens': revokeClientTokens,
  },
  guards,
})
