/** Which pages may send to a site: by the origin that their browser names, which no page can forge. */

/** @returns the origin of the page that called, from `Origin`, else from `Referer`; null where a browser named none. */
export const originOf = (headers: Headers): string | null => {
  const given = headers.get('origin') ?? headers.get('referer')
  return given !== null && URL.canParse(given) ? new URL(given).origin : null
}

/** @param allowed origins, or with `*.` before the host all below it: `https://*.shop.example`. */
export const isAllowedOrigin = (origin: string | null, allowed: readonly string[]): boolean =>
  origin !== null &&
  allowed.some(one => {
    if (!one.includes('*.')) return one === origin
    const [scheme, host] = one.split('*.')
    return origin.startsWith(scheme!) && origin.endsWith(`.${host}`)
  })

/** @returns what was typed as an origin: `shop.example/` → `https://shop.example`; null for what is none. */
export const readOrigin = (typed: string): string | null => {
  const trimmed = typed.trim().toLowerCase()
  const whole = /^https?:\/\//.test(trimmed) ? trimmed : `https://${trimmed}`
  const below = /^(https?:\/\/)\*\./.exec(whole)
  const bare = below ? whole.replace('*.', '') : whole
  if (!URL.canParse(bare)) return null
  const url = new URL(bare)
  const isHost = url.hostname === 'localhost' || url.hostname.includes('.') || url.hostname.startsWith('[')
  if (!isHost || url.username !== '' || url.hostname.includes('*')) return null
  return below ? `${below[1]}*.${url.host}` : url.origin
}
