/** Remote ids of mails: the Message-ID, scoped by the account, since two mailboxes hold the same mail twice. */
import { domainOf } from './hosts.ts'

export const scopeOf = (account: string): string => `${account.toLowerCase()} `

export const remoteIdOf = (account: string, messageId: string): string => `${scopeOf(account)}${messageId}`

export const messageIdOf = (account: string, remoteId: string): string =>
  remoteId.startsWith(scopeOf(account)) ? remoteId.slice(scopeOf(account).length) : remoteId

/** The Message-ID that a delivery has, however often it is tried. */
export const deliveryMessageId = (deliveryId: string, account: string): string => {
  const domain = domainOf(account)
  return `${deliveryId}@${/^[a-z0-9.-]+\.[a-z0-9-]+$/.test(domain) ? domain : 'maeari.invalid'}`
}
