/** Parts what somebody says in a mail from what they quote and how they sign (Korean and English clients). */

export interface Separated {
  /** What was newly written. */
  readonly said: string
  /** The earlier mail below it, as it stood; null for none. */
  readonly quoted: string | null
  readonly signature: string | null
}

/** No person writes so many: a longer text is left whole. */
const mostLines = 20_000
/** Lines that begin a quotation are no longer than this. */
const longestMark = 600

export const separate = (text: string): Separated => {
  const lines = text.split('\n')
  if (lines.length > mostLines) return { said: text.trim(), quoted: null, signature: null }
  const from = quoteBegins(lines)
  const written = lines.slice(0, from)
  const below = lines.slice(from)
  if (isBlank(written)) return answeredBelow(lines) ?? { said: text.trim(), quoted: null, signature: null }
  const { said, signature } = parted(written)
  const quoted = below.join('\n').trim()
  return { said, quoted: quoted === '' ? null : quoted, signature }
}

const isBlank = (lines: readonly string[]): boolean => lines.every(line => line.trim() === '')

/** `-----Original Message-----` of Outlook, Naver and Daum in both languages; not what somebody passes on. */
const divider =
  /^>*\s*[-_=─━\s[\]]{3,}\s*(original\s*(message|mail|appointment)|원본\s*(메시지|메일)|원문|받은\s*메일(\s*내용)?|이전\s*메일)\s*[-_=─━\s[\]]{3,}\s*$/i

const koreanDay = /\d{4}\s*[년.]\s*\d{1,2}\s*[월.]\s*\d{1,2}\s*[일.]?/

/** `2026년 11월 21일 (토) 오후 3:05, 민지 <…>님이 작성:`, `On Sat, 21 Nov 2026 at 15:05, Minji <…> wrote:`. */
const attributions = [
  new RegExp(`^>*\\s*${koreanDay.source}.{0,400}(작성|쓴 글|보냄|wrote)\\s*:?\\s*$`, 's'),
  /^>*\s*On\s.{6,400}\bwrote:\s*$/s,
  /^>*\s*.{2,200}<[^<>\s]+@[^<>\s]+>\s*(님이|이|가)?\s*(작성|쓴 글|wrote)\s*:\s*$/s,
]

const firstField = /^>*\s*\*?(보낸\s*사람|보낸이|발신(자|인)?|from)\*?\s*:/i
const otherField =
  /^>*\s*\*?(보낸\s*날짜|날짜|일시|받은\s*날짜|sent|date|받는\s*사람|받는이|수신(자|인)?|to|참조|cc|제목|subject)\*?\s*:/i

/** The line at which the earlier mail begins; the number of lines where none does. */
const quoteBegins = (lines: readonly string[]): number => {
  const lastOwn = lines.findLastIndex(line => line.trim() !== '' && !line.startsWith('>'))
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('>') && at > lastOwn) return at
    if (line.length > longestMark) continue
    if (divider.test(line) || isAttribution(lines, at)) return at
    if (firstField.test(line) && isFieldBlock(lines, at)) return ruleAbove(lines, at)
  }
  return lines.length
}

/** Clients fold the line before it is sent: up to three belong together. */
const isAttribution = (lines: readonly string[], at: number): boolean => {
  if (!/^>*\s*(On\s|\d{4}|.*<[^<>\s]+@)/.test(lines[at]!)) return false
  let joined = ''
  for (let n = 0; n < 3 && at + n < lines.length; n += 1) {
    if (n > 0 && lines[at + n]!.trim() === '') return false
    joined = `${joined} ${lines[at + n]!.replace(/^>+ ?/, '').trim()}`.trim()
    if (attributions.some(pattern => pattern.test(joined))) return true
  }
  return false
}

const isFieldBlock = (lines: readonly string[], at: number): boolean =>
  lines.slice(at + 1, at + 7).filter(line => otherField.test(line)).length >= 2

/** Outlook draws a line above its block. */
const ruleAbove = (lines: readonly string[], at: number): number => {
  let above = at - 1
  while (above > 0 && lines[above]!.trim() === '') above -= 1
  return above >= 0 && /^\s*[_\-─━=]{5,}\s*$/.test(lines[above]!) ? above : at
}

/** The answer stands below or between the quotation: what is not quoted was said, and the whole stays to be looked at. */
const answeredBelow = (lines: readonly string[]): Separated | null => {
  if (!lines.some(line => line.startsWith('>'))) return null
  const own: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!
    if (line.startsWith('>') || (line.length <= longestMark && divider.test(line))) continue
    if (line.length <= longestMark && isAttribution(lines, at)) {
      while (at + 1 < lines.length && !lines[at + 1]!.startsWith('>') && lines[at + 1]!.trim() !== '') at += 1
      continue
    }
    own.push(line)
  }
  if (isBlank(own)) return null
  const { said, signature } = parted(own)
  return { said, quoted: lines.join('\n').trim(), signature }
}

const device =
  /^\s*((나의|내|제)?\s*(iphone|ipad|갤럭시|galaxy|아이폰|아이패드|휴대폰|스마트폰)\S*에서\s*보냄|sent from (my|outlook|mail|yahoo|samsung|naver).{0,60}|get outlook for (ios|android).{0,80}|(ios|android)용 outlook.{0,80}|outlook for (ios|android).{0,80}|네이버\s*메일\s*앱에서\s*보냈습니다\.?)\s*$/i
const rule = /^\s*[-_=━─*]{3,}\s*$/
const contact =
  /@[\w.-]+\.\w|https?:\/\/|www\.|\b0\d{1,2}[-.) ]\s?\d{3,4}[-. ]\d{4}|\+82|\b(tel|mobile|fax|phone)\b|전화|휴대폰|팩스|주소/i

/** Parts the signature: below `-- ` (RFC 3676, 4.3), a line of a phone, or a rule with ways to reach somebody below it. */
const parted = (lines: readonly string[]): { said: string; signature: string | null } => {
  const at = signatureBegins(lines)
  const said = lines.slice(0, at).join('\n').trim()
  const signature = lines.slice(at).join('\n').trim()
  return said === '' || signature === ''
    ? { said: lines.join('\n').trim(), signature: null }
    : { said, signature: signature.replace(/^-- ?\n/, '') }
}

const signatureBegins = (lines: readonly string[]): number => {
  const marked = lines.findIndex(line => /^--\s?$/.test(line))
  if (marked >= 0) return marked
  const last = lines.findLastIndex(line => line.trim() !== '')
  for (let at = last; at >= 0 && at > last - 15; at -= 1) {
    if (lines[at]!.length > longestMark) continue
    if (device.test(lines[at]!)) return at
    if (rule.test(lines[at]!) && lines.slice(at + 1).some(line => contact.test(line))) return at
  }
  return lines.length
}
