/** Who is no visitor: programs that say so, browsers without a screen, and visitors faster than a person. */

const named =
  /bot\b|bot\/|crawl|spider|slurp|headless|phantom|puppeteer|playwright|selenium|lighthouse|pagespeed|prerender|monitor|uptime|pingdom|facebookexternalhit|kakaotalk-scrap|yeti\/|daum\/|scrap|preview|curl\/|wget\/|python|java\/|okhttp|go-http|axios|node-fetch|undici|libwww|httpclient|apache-/i

/** @param headers of the request that brought a batch. */
export const isProgram = (headers: Headers): boolean => {
  const agent = headers.get('user-agent') ?? ''
  if (agent.length < 20 || named.test(agent)) return true
  return /prefetch|prerender/i.test(`${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`)
}

/** A person reads one page a second for a moment at most. */
const fastPages = 30
const fastMs = 10_000

/** Whether pages were opened faster than a person does: thirty within ten seconds. @param at instants in order. */
export const isTooFast = (at: readonly Date[]): boolean => {
  for (let n = fastPages - 1; n < at.length; n += 1)
    if (at[n]!.getTime() - at[n - fastPages + 1]!.getTime() < fastMs) return true
  return false
}

/** The kind of device that a browser says to run on. */
export const deviceOf = (headers: Headers): 'phone' | 'tablet' | 'pc' => {
  const agent = headers.get('user-agent') ?? ''
  if (/ipad|tablet|SM-T|SM-X/i.test(agent) || (/android/i.test(agent) && !/mobile/i.test(agent))) return 'tablet'
  return /mobi|iphone|android/i.test(agent) ? 'phone' : 'pc'
}
