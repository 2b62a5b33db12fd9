/** Subjects: what they are about below `Re:` and `답장:`, and how an answer carries them on. */

const mark = /^\s*((re|fw|fwd|aw|sv|antw|답장|회신|답변|전달)\s*(\[\d+\])?\s*[:：]|\[(re|답장|회신|전달)\])\s*/i
const replyMark = /^\s*((re|aw|sv|antw|답장|회신|답변)\s*(\[\d+\])?\s*[:：]|\[(re|답장|회신)\])/i

export const isReplySubject = (subject: string): boolean => replyMark.test(subject)

/** Without any of the marks in front, one blank between words. */
export const bareSubject = (subject: string): string => {
  let bare = subject
  for (let n = 0; n < 20 && mark.test(bare); n += 1) bare = bare.replace(mark, '')
  return bare.replace(/\s+/g, ' ').trim()
}

/** `Re:` once. */
export const replySubject = (subject: string): string => `Re: ${bareSubject(subject)}`.trim()
