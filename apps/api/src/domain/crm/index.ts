import { onlyWhile, onlyWhileItsWhole, type Area } from '../../engine/index.ts'
import { campaignFields } from './campaign-results.ts'
import { cancelCampaign, finishCampaign, scheduleCampaign, startCampaign, unscheduleCampaign } from './move-campaign.ts'
import { closeTicket, reopenTicket, resolveTicket, waitForAnswer } from './move-ticket.ts'
import { signComment } from './sign-comment.ts'

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
    emailResult: onlyWhileItsWhole('emailResult', 'campaign', ['sending', 'sent']),
    ticket: onlyWhile('ticket', ['open', 'pending', 'resolved']),
    ticketComment: signComment,
  },
})
