import { onlyWhile, onlyWhileItsWhole, type Area } from '../../engine/index.ts'
import { campaignFields } from './campaign-results.ts'
import { cancelCampaign, finishCampaign, scheduleCampaign, startCampaign, unscheduleCampaign } from './move-campaign.ts'
import { leaveList } from './leave-list.ts'
import { closeTicket, reopenTicket, resolveTicket, waitForAnswer } from './move-ticket.ts'
import { signComment } from './sign-comment.ts'

/** Results come for what is being sent, or was. */
const whileSent = onlyWhileItsWhole('emailResult', 'campaign', ['sending', 'sent'])

/** Accounts and contacts, campaigns and tickets. */
export const createCrm = (): Area => ({
  actions: {
    'emailCampaign.schedule': scheduleCampaign,
    'emailCampaign.unschedule': unscheduleCampaign,
    'emailCampaign.start': startCampaign,
    'emailCampaign.finish': finishCampaign,
    'emailCampaign.cancel': cancelCampaign,
    'ticket.waitForAnswer': waitForAnswer,
    'ticket.reopen': reopenTicket,
    'ticket.resolve': resolveTicket,
    'ticket.close': closeTicket,
  },
  computed: campaignFields,
  guards: {
    emailCampaign: onlyWhile('emailCampaign', ['draft']),
    emailResult: async (change, ctx) => {
      await whileSent(change, ctx)
      await leaveList(change, ctx)
    },
    ticket: onlyWhile('ticket', ['open', 'pending', 'resolved']),
    ticketComment: signComment,
  },
})
