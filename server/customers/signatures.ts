/** Accounts of networks that somebody names below their mails: who writes so says where else they speak. */

/** An account as a channel of ours calls it. */
export interface SignedAccount {
  readonly channel: string
  readonly handle: string
}

/** Letters of a signature that are read, and accounts that are taken of one: longer lists are a newsletter's. */
const longestRead = 4000
const mostAccounts = 5

const handle = '[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{1,62}'

/** Addresses of profiles. What stands behind the name (a post, a page) makes it somebody else's word, not a profile. */
const profiles: readonly (readonly [string, RegExp])[] = (
  [
    ['bluesky', 'bsky\\.app/profile/'],
    ['x', '(?:twitter|x)\\.com/@?'],
    ['instagram', 'instagram\\.com/@?'],
    ['facebook', 'facebook\\.com/'],
    ['threads', 'threads\\.(?:net|com)/@'],
    ['tiktok', 'tiktok\\.com/@'],
    ['youtube', 'youtube\\.com/@'],
    ['naver_blog', 'blog\\.naver\\.com/'],
    ['brunch', 'brunch\\.co\\.kr/@'],
  ] as const
).map(([channel, address]) => [
  channel,
  new RegExp(`(?:https?://)?(?:www\\.|m\\.)?(?<![\\w.-])${address}(${handle})/?(?=[\\s)>\\],;?|·]|$)`, 'giu'),
])

/** Words by which people call a network before their name on it: `블루스카이 @minji.bsky.social`, `Insta: minji`. */
const labels: readonly (readonly [string, RegExp])[] = (
  [
    ['bluesky', '블루스카이|bluesky|bsky'],
    ['x', '트위터|엑스|twitter|x'],
    ['instagram', '인스타그램|인스타|instagram|insta|ig'],
    ['facebook', '페이스북|페북|facebook|fb'],
    ['threads', '스레드|쓰레드|threads'],
    ['tiktok', '틱톡|tiktok'],
    ['youtube', '유튜브|youtube'],
    ['naver_blog', '네이버\\s?블로그|naver\\s?blog'],
  ] as const
).map(([channel, names]) => [
  channel,
  // Without an @ only a colon tells a name from the next word of a sentence.
  new RegExp(`(?:^|[\\s|/·•,(])(?:${names})\\s*(?:[:：]\\s*@?|@|\\s@)(${handle})(?=[\\s)>\\],;|/·•]|$)`, 'gimu'),
])

/** Parts of addresses that are pages of the network, and nobody's name. */
const pages: ReadonlySet<string> = new Set(
  'share sharer intent home search login explore profile.php groups pages hashtag p reel watch http https www'.split(
    ' ',
  ),
)

/** @returns each account once, in small letters and in the order of networks; none where a list is too long to be one's own. */
export const signedAccounts = (signature: string): SignedAccount[] => {
  const text = signature.slice(0, longestRead).normalize('NFKC')
  const found = new Map<string, SignedAccount>()
  for (const [channel, pattern] of [...profiles, ...labels])
    for (const [, name] of text.matchAll(pattern)) {
      const plain = name!.toLowerCase().replace(/[._-]+$/, '')
      if (plain.length >= 2 && !pages.has(plain)) found.set(`${channel}:${plain}`, { channel, handle: plain })
    }
  return found.size > mostAccounts ? [] : [...found.values()]
}

/** How an account is kept as an attribute and compared: `bluesky:minji.bsky.social`. */
export const accountText = ({ channel, handle: name }: SignedAccount): string =>
  `${channel}:${name.normalize('NFKC').replace(/^@/, '').toLowerCase()}`
