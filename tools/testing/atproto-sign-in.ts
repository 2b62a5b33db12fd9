/** A person at the sign-in page of a real AT Protocol server: what a browser does there, by HTTP. */
import { request } from 'node:http'

/**
 * Opens the address that a client sends people to, signs in and gives permission (or refuses it).
 * @returns the address that the browser is sent back to.
 */
export const visitSignIn = async (
  address: string,
  who: { handle: string; password: string },
  answer: 'accept' | 'reject' = 'accept',
): Promise<URL> => {
  const { origin } = new URL(address)
  const cookies = new Map<string, string>()
  const ask = async (url: string, headers: Record<string, string>, body?: object): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await send(url, { ...headers, cookie }, body)
    for (const set of answer.cookies) {
      const [name = '', ...value] = set.split(';')[0]!.split('=')
      cookies.set(name, value.join('='))
    }
    return answer
  }
  const page = await ask(address, {
    accept: 'text/html',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'cross-site',
    'sec-fetch-dest': 'document',
  })
  if (page.status !== 200) throw new Error(`the sign-in page answered ${page.status}: ${wordsOf(page)}`)
  const press = async (what: string, body: object): Promise<Record<string, unknown>> => {
    const response = await ask(
      `${origin}/@atproto/oauth-provider/~api/${what}`,
      {
        origin,
        referer: address,
        'sec-fetch-mode': 'same-origin',
        'sec-fetch-site': 'same-origin',
        'sec-fetch-dest': 'empty',
        'x-csrf-token': cookies.get('csrf-token') ?? '',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body,
    )
    const told = JSON.parse(response.text) as Record<string, unknown>
    if (response.status !== 200) throw new Error(`${what}: ${response.status} ${JSON.stringify(told)}`)
    return told
  }
  let token = ''
  const { handle: username, password } = who
  const signedIn = await press('sign-in', { locale: 'en', username, password, remember: false })
  token = String(signedIn.ephemeralToken ?? '')
  const { did } = (signedIn.account ?? {}) as { did?: string; sub?: string }
  const done = answer === 'accept' ? await press('consent', { did }) : await press('reject', {})
  const sent = await ask(String(done.url), {
    accept: 'text/html',
    referer: address,
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'same-origin',
    'sec-fetch-dest': 'document',
  })
  if (!sent.location) throw new Error(`no way back: ${sent.status} ${wordsOf(sent)}`)
  return new URL(sent.location)
}

interface Answer {
  status: number
  text: string
  location: string | undefined
  cookies: readonly string[]
}

const wordsOf = ({ text }: Answer): string => /__errorData.{0,300}/s.exec(text)?.[0] ?? text.slice(0, 300)

/** By node:http: the global fetch writes Sec-Fetch-Mode as it sees fit. */
const send = (url: string, headers: Record<string, string>, body: object | undefined): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const json = body === undefined ? undefined : JSON.stringify(body)
    const asking = request(
      url,
      {
        method: json === undefined ? 'GET' : 'POST',
        headers: { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
      },
      answer => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(parts).toString(),
            location: answer.headers.location,
            cookies: answer.headers['set-cookie'] ?? [],
          }),
        )
        answer.on('error', reject)
      },
    )
    asking.on('error', reject)
    asking.end(json)
  })
