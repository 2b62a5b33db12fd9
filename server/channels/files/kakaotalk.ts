/**
 * Reads chats as KakaoTalk saves them as text: from a PC, from Android, from an iPhone, in Korean and English; messages over
 * several lines, and lines that no person wrote. The rows are those of its CSV for the Mac: `Date,User,Message`.
 */
import type { TableEvent } from './tables.ts'

export const chatHeaders = ['Date', 'User', 'Message'] as const

/** `--------------- 2026년 10월 2일 금요일 ---------------`, and the same in English. */
const dayLine = /^-{3,}\s*(.+?)\s*-{3,}$/
const pcLine = /^\[(.+?)\] \[((?:오전|오후) \d{1,2}:\d{2}|\d{1,2}:\d{2}(?: ?[AP]M)?)\] (.*)$/
const mobileDate =
  '(?:\\d{4}년 \\d{1,2}월 \\d{1,2}일|\\d{4}[.-] ?\\d{1,2}[.-] ?\\d{1,2}\\.?|[A-Z][a-z]{2,8} \\d{1,2}, \\d{4}(?:,| at)?) (?:(?:오전|오후) )?\\d{1,2}:\\d{2}(?: ?[AP]M)?'
const mobileLine = new RegExp(`^(${mobileDate}), (.+?) : (.*)$`)
/** The same without a name: somebody came, went, or was shown out. */
const mobileNotice = new RegExp(`^${mobileDate}[,:]?( .*)?$`)
const plainDay = /^(?:\d{4}년 \d{1,2}월 \d{1,2}일 .요일|[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4})$/
const headLine = /(카카오톡 대화|KakaoTalk Chats?)\s*$|^(저장한 날짜|Date Saved)\s*:/
const pcNotice =
  /님(이|을) .*(들어왔습니다|나갔습니다|초대했습니다|초대하였습니다|내보냈습니다)\.?$|^(채팅방 관리자가 메시지를 가렸습니다|.* (joined|left) this chatroom)\.?$/

/** By the beginning of a text: a chat says so in its first line, or has lines as no table has them. */
export const isKakaoTalk = (head: string): boolean => {
  const lines = head.replace(/^\ufeff/, '').split(/\r\n|\r|\n/, 200)
  const messages = lines.filter(line => pcLine.test(line) || mobileLine.test(line)).length
  return messages >= 3 || (messages >= 1 && lines.slice(0, 4).some(line => headLine.test(line)))
}

export interface ChatReader {
  feed(text: string): TableEvent[]
  end(): TableEvent[]
}

export const readKakaoTalk = (): ChatReader => {
  let rest = ''
  let line = 0
  let day = ''
  let hasBegun = false
  let message: { cells: [string, string, string]; line: number } | null = null

  const finish = (events: TableEvent[]) => {
    if (message === null) return
    if (!hasBegun) events.push({ kind: 'table', name: '', headers: chatHeaders, line: 0 })
    hasBegun = true
    const [at, name, text] = message.cells
    events.push({ kind: 'row', cells: [at, name, text.replace(/\s+$/, '')], line: message.line })
    message = null
  }
  const take = (text: string, events: TableEvent[]) => {
    line += 1
    const plain = text.replace(/^\ufeff/, '')
    const pc = pcLine.exec(plain)
    const mobile = pc ? null : mobileLine.exec(plain)
    if (pc || mobile) {
      finish(events)
      message = pc
        ? { cells: [`${day} ${pc[2]}`.trim(), pc[1]!, pc[3]!], line }
        : { cells: [mobile![1]!, mobile![2]!, mobile![3]!], line }
      return
    }
    const newDay = dayLine.exec(plain)?.[1]
    if (newDay !== undefined || plainDay.test(plain)) {
      finish(events)
      day = dayOf(newDay ?? plain)
      return
    }
    if (isNotice(plain)) finish(events)
    else if (message !== null) message.cells[2] += `\n${plain}`
  }
  /** The head of the file, and what the service writes between messages. */
  const isNotice = (text: string): boolean =>
    mobileNotice.test(text) || pcNotice.test(text) || (message === null && headLine.test(text))

  return {
    feed(text) {
      const events: TableEvent[] = []
      const whole = rest + text
      // A return at the end may be half of a line break.
      const lines = whole.split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      for (const one of lines) take(one, events)
      return events
    },
    end() {
      const events: TableEvent[] = []
      if (rest !== '') take(rest.replace(/\r$/, ''), events)
      finish(events)
      return events
    },
  }
}

/** The day without its weekday: `Friday, October 2, 2026` and `2026년 10월 2일 금요일` as dates are written. */
const dayOf = (text: string): string => text.replace(/ ?.요일$/, '').replace(/^[A-Z][a-z]+day, /, '')
