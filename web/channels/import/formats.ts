/** What products are called whose exports are known by their headers. */
import type { words } from './words.ts'

/** The same in every language. */
const formatNames: Readonly<Record<string, string>> = {
  maeari: 'Maeari',
  brandwatch: 'Brandwatch',
  meltwater: 'Meltwater',
  mention: 'Mention',
  union_metrics: 'Union Metrics',
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  mailchimp: 'Mailchimp',
  chatwoot: 'Chatwoot',
  erxes: 'erxes',
  hubspot_companies: 'HubSpot',
  shopify: 'Shopify',
  zendesk: 'Zendesk',
  asterisk: 'Asterisk',
}

/** Those of Korean shops and chats, which Koreans write in Hangul. */
const korean = ['naver_smartstore', 'coupang', 'st11', 'kakao_store', 'kakaotalk'] as const

export const formatTitle = (format: string, t: ReturnType<typeof words.useT>): string => {
  const known = korean.find(name => name === format)
  return known ? t(`format.${known}`) : (formatNames[format] ?? format)
}

export const isFormat = (name: string): boolean => name in formatNames || korean.some(one => one === name)
