/** What an activity says beside its text, from its detail: how long somebody waited or talked, what it cost, who did it. */
import type { Activity } from '../../../contract/customers.ts'
import { verificationHow } from '../../../contract/customers.ts'
import { useLocale } from '../../platform/i18n.ts'
import { useNow } from '../../platform/session.ts'
import { words as roomWords } from '../words.ts'
import { words } from './words.ts'

const msOfDay = 86_400_000

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** What the text above says already is not said again. */
const unsaid = (name: string | null, text: string): string | null =>
  name !== null && text.includes(name) ? null : name

type Say = ReturnType<typeof words.useT>

/** Why a call failed, in the reader's words; a telephone system's own word where nobody knows it. */
const causeWords = (cause: string | null, t: Say): string | null => {
  if (cause === null || /^answered$/i.test(cause)) return null
  const known = (['no_answer', 'busy', 'cancel', 'congestion', 'failed'] as const).find(one =>
    cause
      .toLowerCase()
      .replaceAll(/[^a-z]/g, '')
      .startsWith(one.replace('_', '')),
  )
  return known ? t(`cause.${known}`) : cause
}

const deviceWords = (device: string | null, t: Say): string | null =>
  device === 'pc' || device === 'phone' || device === 'tablet' ? t(`device.${device}`) : device

/** One line, or nothing. */
export const useActivityNote = (activity: Activity): string => {
  const t = words.useT()
  const room = roomWords.useT()
  const locale = useLocale()
  const now = useNow()
  const { detail } = activity
  const length = (seconds: number) =>
    seconds < 90
      ? t('time.seconds', { count: Math.round(seconds) })
      : t('time.minutes', { count: Math.round(seconds / 60) })
  const money = (amount: number, currency: string) => {
    try {
      return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount)
    } catch {
      // A shop may write a currency that is none.
      return `${amount} ${currency}`
    }
  }
  const join = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ')
  const amount = numberOf(detail.amount)
  switch (activity.kind) {
    case 'waited': {
      const since = Date.parse(String(detail.since))
      const until = textOf(detail.until)
      const days = Math.max(1, Math.floor(((until ? Date.parse(until) : now.getTime()) - since) / msOfDay))
      return t(until ? 'wait.was' : 'wait.now', { length: t('wait.days', { count: days }) })
    }
    case 'call_answered':
    case 'call_missed':
    case 'call_failed': {
      const [waited, talked] = [numberOf(detail.waitSeconds), numberOf(detail.talkSeconds)]
      return join(
        waited === null ? null : t('call.waited', { length: length(waited) }),
        talked === null || talked === 0 ? null : t('call.talked', { length: length(talked) }),
        causeWords(textOf(detail.cause), t),
        textOf(detail.agent),
      )
    }
    case 'ordered':
    case 'purchased':
    case 'cancelled':
    case 'returned':
      return join(amount === null ? null : money(amount, textOf(detail.currency) ?? 'KRW'), textOf(detail.orderNumber))
    case 'visited':
    case 'clicked':
    case 'submitted':
    case 'signed_in':
    case 'event':
      return join(
        unsaid(textOf(detail.name) ?? textOf(detail.title), activity.text),
        deviceWords(textOf(detail.device), t),
      )
    case 'mail_sent':
    case 'mail_opened':
    case 'mail_clicked':
    case 'mail_failed':
      return join(textOf(detail.campaign), textOf(detail.cause))
    case 'imported':
      return join(textOf(detail.what), textOf(detail.from))
    case 'consented':
    case 'withdrew':
      return join(textOf(detail.purpose), textOf(detail.channel))
    case 'staged': {
      const stage = textOf(detail.stage)
      return t('staged.by', { by: detail.by ?? '—', stage: stage ? room(`stage.${stage}` as 'stage.known') : '' })
    }
    case 'verified': {
      const how = verificationHow.safeParse(detail.how)
      return t('verified.by', { by: detail.by ?? '—', how: how.success ? t(`how.${how.data}`) : '' })
    }
    case 'note':
      return textOf(detail.by) ?? ''
    default:
      return ''
  }
}
