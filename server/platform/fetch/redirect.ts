// Reads addresses and says what a redirect keeps: method, body and header fields.
import { refuse } from './refusal.ts'

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Parses an address against a base. The WHATWG parser turns every odd spelling of an IPv4 address (`0x7f.1`,
 * `2130706433`, full-width digits) into four plain numbers, so what is checked is what is called.
 * Throws `fetch.bad_url` for other schemes, credentials in the address, and what is no address.
 */
export function readUrl(address: string, base?: URL, schemes: readonly string[] = ['http:', 'https:']): URL {
  const url = URL.parse(address, base?.href)
  if (!url || url.hostname === '') throw refuse('fetch.bad_url', { why: 'unreadable' })
  if (!schemes.includes(url.protocol)) throw refuse('fetch.bad_url', { why: 'scheme' })
  if (url.username !== '' || url.password !== '') throw refuse('fetch.bad_url', { why: 'credentials' })
  url.hash = ''
  return url
}

export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

/** 303 always asks by GET; 301 and 302 turn a POST into GET, as all browsers do; 307 and 308 keep the method. */
export function methodAfterRedirect(status: number, method: Method): Method {
  if (status === 303) return method === 'HEAD' ? 'HEAD' : 'GET'
  if ((status === 301 || status === 302) && method === 'POST') return 'GET'
  return method
}

/** The only fields that another origin may see: everything else might be a key. */
const harmless = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent'])

export function headersAfterRedirect(
  headers: Readonly<Record<string, string>>,
  { sameOrigin, keepsBody }: { sameOrigin: boolean; keepsBody: boolean },
): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => {
    if (!sameOrigin && !harmless.has(name)) return false
    return keepsBody || !name.startsWith('content-')
  })
  return Object.fromEntries(kept)
}
