/** What the AT Protocol allows, and what it asks for. */
import type { Manifest } from '../../../../contract/channels.ts'

export const manifest: Manifest = {
  channel: 'bluesky',
  name: { ko: '블루스카이', en: 'Bluesky' },
  can: ['identity', 'listen', 'inbox', 'reply', 'publish', 'metrics'],
  waysIn: ['poll', 'stream'],
  isDialogue: true,
  // https://docs.bsky.app/docs/advanced-guides/rate-limits: 3,000 requests in five minutes for an address, 5,000 points an
  // hour for an account, of which a new post takes three. Half is left to others on the same address.
  limits: [
    { operation: 'poll', per: 'host', calls: 1500, seconds: 300 },
    { operation: 'deliver', per: 'account', calls: 1500, seconds: 3600 },
  ],
  textLimit: { length: 300, unit: 'graphemes' },
  media: {
    most: 4,
    mostBytes: 1_000_000,
    contentTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    needsAlt: true,
  },
  canWithdraw: true,
  signIn: { fields: ['identifier', 'service', 'relay'] },
  accountFields: [
    {
      name: 'identifier',
      label: { ko: '핸들', en: 'Handle' },
      hint: { ko: '@ 없이, 예: haneul.bsky.social', en: 'Without the @, for example haneul.bsky.social' },
      kind: 'text',
      isOptional: false,
      placeholder: 'haneul.bsky.social',
    },
    {
      name: 'password',
      label: { ko: '앱 비밀번호', en: 'App password' },
      hint: {
        ko: '블루스카이 설정 → 개인정보 및 보안 → 앱 비밀번호에서 만듭니다. 암호화해 보관합니다.',
        en: 'Made in Bluesky under Settings → Privacy and security → App passwords. It is kept encrypted.',
      },
      kind: 'secret',
      isOptional: false,
      placeholder: 'xxxx-xxxx-xxxx-xxxx',
    },
    {
      name: 'service',
      label: { ko: '서버 주소', en: 'Server address' },
      hint: {
        ko: '직접 운영하는 서버가 아니면 비워 두세요.',
        en: 'Leave it empty unless the account lives on a server of your own.',
      },
      kind: 'url',
      isOptional: true,
      placeholder: 'https://bsky.social',
    },
    {
      name: 'relay',
      label: { ko: '실시간 수집 주소', en: 'Address of the live stream' },
      hint: {
        ko: '비워 두면 검색할 수 있는 서버에서는 주제를 검색하고, 그 밖의 서버에서는 그 서버의 글을 실시간으로 듣습니다.',
        en: 'Left empty, topics are searched for where the server can search; elsewhere its live stream is heard.',
      },
      kind: 'url',
      isOptional: true,
      placeholder: 'wss://bsky.network',
    },
  ],
  sourceKinds: [
    { kind: 'notifications', name: { ko: '알림', en: 'Notifications' }, fields: [] },
    { kind: 'search', name: { ko: '검색', en: 'Search' }, fields: [] },
    { kind: 'firehose', name: { ko: '실시간 전체 글', en: 'Live stream of all posts' }, fields: [] },
  ],
}
