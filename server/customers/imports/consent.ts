/** What a row says of whether somebody may be written to: by channel, with time and proof, so that it survives the import. */
import type { Cells } from './cells.ts'
import { said } from './cells.ts'

export interface ConsentSaid {
  /** Advertising, and advertising between 21:00 and 08:00, which Korean law asks for apart (정보통신망법 제50조). */
  purpose: 'marketing' | 'night'
  channel: 'all' | 'email' | 'sms' | 'kakao_channel' | 'push' | 'call'
  isGiven: boolean
  /** Null where the file does not say when. */
  at: Date | null
  proof: string | null
}

const yes =
  /^(y|yes|true|t|1|o|예|동의|동의함|수신|수신함|수신동의|허용|subscribed|opted[ -]?in|granted|on|confirmed|✓|☑)$/i
const no =
  /^(n|no|false|f|0|x|아니오|아니요|거부|미동의|동의안함|동의 안함|수신거부|수신안함|미수신|거절|unsubscribed|opted[ -]?out|denied|off|cleaned|non-subscribed|never subscribed)$/i

const channels: readonly (readonly [RegExp, ConsentSaid['channel']])[] = [
  [/sms|문자|lms/i, 'sms'],
  [/e-?mail|메일|newsletter|뉴스레터/i, 'email'],
  [/카카오|kakao|알림톡|친구톡/i, 'kakao_channel'],
  [/push|푸시/i, 'push'],
  [/전화|phone|call|tm/i, 'call'],
]

export const readConsents = (cells: Cells): ConsentSaid[] => {
  const at = cells.moment('consentAt')
  const proof = cells.all('consentProof').map(said).filter(Boolean).join(', ') || null
  const leftAt = cells.moment('unsubscribedAt')
  const left = said(cells.one('unsubscribedAt')) !== ''
  const told = cells.named('consent').flatMap(({ header, value }): ConsentSaid[] => {
    const isGiven = yes.test(value) ? true : no.test(value) ? false : null
    if (isGiven === null) return []
    const channel = channels.find(([form]) => form.test(header))?.[1] ?? 'all'
    // `수신거부: Y` says the opposite of `수신동의: Y`.
    const isReversed = /거부|opt[ -]?out|unsubscribe/i.test(header)
    return [
      {
        purpose: /야간|night/i.test(header) ? 'night' : 'marketing',
        channel,
        isGiven: isGiven !== isReversed,
        at,
        proof,
      },
    ]
  })
  // A list of subscribers says by its times what its rows consented to.
  if (told.length === 0 && at !== null) told.push({ purpose: 'marketing', channel: 'email', isGiven: true, at, proof })
  if (left) told.push({ purpose: 'marketing', channel: 'email', isGiven: false, at: leftAt, proof: null })
  return told
}
