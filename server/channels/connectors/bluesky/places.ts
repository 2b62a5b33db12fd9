/** Addresses of AT Protocol services: what people type, and where the stream of a service is. */

export const defaultService = 'https://bsky.social'
const publicRelay = 'wss://bsky.network'

/** `pds.example.kr` and `https://pds.example.kr/` are the same service; null for what is no address. */
export const readService = (typed: string): string | null => {
  const url = readUrl(typed, 'https')
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? url.origin : null
}

/** Whether the service belongs to the network that Bluesky runs, whose relay carries everything. */
export const isPublicNetwork = (service: string): boolean => {
  const host = new URL(service).hostname
  return host === 'bsky.social' || host.endsWith('.bsky.network')
}

/** `wss://…` of a relay that somebody typed, with or without its scheme; null for what is no address. */
export const readRelay = (typed: string): string | null => {
  const url = readUrl(typed, 'wss')
  if (!url || url.hostname === '') return null
  if (url.protocol === 'wss:' || url.protocol === 'ws:') return `${url.protocol}//${url.host}`
  if (url.protocol === 'https:' || url.protocol === 'http:') return relayOfOrigin(url)
  return null
}

const readUrl = (typed: string, scheme: string): URL | null => {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `${scheme}://${typed}`)
  return url !== null && url.username === '' && url.password === '' ? url : null
}

/** Where to listen for a service: the relay of the public network, or the server itself. */
export const relayOf = (service: string): string =>
  isPublicNetwork(service) ? publicRelay : relayOfOrigin(new URL(service))

const relayOfOrigin = (url: URL): string => `${url.protocol === 'https:' ? 'wss:' : 'ws:'}//${url.host}`
