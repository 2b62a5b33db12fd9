/** Writes an answer as the bytes of a mail (RFC 5322, RFC 2047), the same bytes for the same delivery. Pure. */
import { z } from 'zod'
import type { Outgoing } from '../../connector.ts'
import { replySubject } from '../../subjects.ts'
import { messageIdOf } from './ids.ts'
import { encodedWords, writeBody } from './mime/write.ts'
import type { Settings } from './settings.ts'

const address = z.object({ name: z.string().nullable(), address: z.string() })
const target = z.object({
  messageId: z.string(),
  references: z.array(z.string()),
  subject: z.string(),
  date: z.string().nullable(),
  from: address.nullable(),
  replyTo: z.array(address),
  said: z.string(),
})

export interface Answer {
  readonly messageId: string
  readonly from: string
  readonly to: readonly string[]
  readonly bytes: Buffer
}

const mostReferences = 30
const mostQuotedLines = 400

/** Null where there is nobody to write to: the mail named no sender but ourselves, or none at all. */
export const writeAnswer = (outgoing: Outgoing, settings: Settings): Answer | null => {
  const parsed = target.safeParse(outgoing.target?.raw)
  if (!parsed.success || outgoing.remoteId === null) return null
  const mail = parsed.data
  const wanted = mail.replyTo.length > 0 ? mail.replyTo : mail.from === null ? [] : [mail.from]
  const to = wanted
    .filter(one => one.address !== settings.address && isPlain(one.address) && one.address.includes('@'))
    .slice(0, 10)
  if (to.length === 0) return null
  const messageId = messageIdOf(settings.address, outgoing.remoteId)
  const references = [...mail.references.filter(id => id !== mail.messageId), mail.messageId].filter(isPlain)
  const content = writeBody(`${outgoing.text}\n\n${quotation(mail)}`, outgoing.files ?? [], outgoing.deliveryId)
  const head = [
    `From: ${written({ name: settings.name || null, address: settings.address })}`,
    `To: ${to.map(written).join(',\r\n ')}`,
    `Subject: ${encoded(replySubject(mail.subject))}`,
    `Date: ${outgoing.plannedAt.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}>`,
    ...(isPlain(mail.messageId) ? [`In-Reply-To: <${mail.messageId}>`] : []),
    ...(references.length > 0
      ? [
          `References: ${shortened(references)
            .map(id => `<${id}>`)
            .join('\r\n ')}`,
        ]
      : []),
    'MIME-Version: 1.0',
    ...content.head,
  ]
  return {
    messageId,
    from: settings.address,
    to: to.map(one => one.address),
    bytes: Buffer.from([...head, '', ...content.body, ''].join('\r\n'), 'latin1'),
  }
}

/** Ids and addresses that can stand in a header as they are. */
const isPlain = (text: string): boolean => /^[\x21-\x7e]+$/.test(text) && !/[<>]/.test(text) && text.length < 900

/** The first, and the last ones: what clients thread by. */
const shortened = (ids: readonly string[]): string[] =>
  ids.length <= mostReferences ? [...ids] : [ids[0]!, ...ids.slice(1 - mostReferences)]

const written = ({ name, address: at }: { name: string | null; address: string }): string => {
  if (name === null) return at
  const isBare = /^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+$/.test(name)
  return `${isBare ? name : isAscii(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encoded(name)} <${at}>`
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/** A header's text, folded, as encoded words where it is not plain. */
const encoded = (text: string): string => {
  const plain = text.replace(/[\r\n\0]+/g, ' ')
  if (isAscii(plain) && plain.length < 900 && !plain.includes('=?')) return folded(plain)
  return encodedWords(plain).join('\r\n ')
}

const folded = (plain: string): string => plain.replace(/(.{60,}?) (?=\S)/g, '$1\r\n ')

/** The mail that is answered, below the answer, as clients mark it. */
const quotation = (mail: z.infer<typeof target>): string => {
  const who = mail.from === null ? '' : (mail.from.name ?? mail.from.address)
  const lines = mail.said.split('\n')
  const shown = lines.slice(0, mostQuotedLines).map(line => `> ${line}`.trimEnd())
  const more = lines.length > mostQuotedLines ? ['> …'] : []
  const when = mail.date === null ? '' : `${mail.date.slice(0, 16).replace('T', ' ')} UTC, `
  return [`On ${when}${who} wrote:`, ...shown, ...more, ''].join('\n')
}
