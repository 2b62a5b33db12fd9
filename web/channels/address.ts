/** Pure: an address as people type it, without `https://`, becomes one that can be asked. */

/** `blog.naver.com/haneul` → `https://blog.naver.com/haneul`; null for what is no address at all. */
export const addressOf = (typed: string): string | null => {
  const text = typed.trim()
  if (!text) return null
  const whole = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `https://${text}`
  try {
    const url = new URL(whole)
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
    return isWeb && (url.hostname.includes('.') || url.hostname === 'localhost' || url.port !== '') ? url.href : null
  } catch {
    return null
  }
}
