/** What feeds allow, and what they ask for. */
import type { Manifest } from '../../../../contract/channels.ts'

export const manifest: Manifest = {
  channel: 'feed',
  name: { ko: '블로그·뉴스 피드', en: 'Blog and news feeds' },
  can: ['listen'],
  waysIn: ['poll'],
  isDialogue: false,
  // Nobody says how often; many blogs share one host, and one reader must not be its burden.
  limits: [{ operation: 'poll', per: 'host', calls: 60, seconds: 60 }],
  textLimit: null,
  accountFields: [],
  sourceKinds: [
    {
      kind: 'feed',
      name: { ko: '피드', en: 'Feed' },
      fields: [
        {
          name: 'url',
          label: { ko: '주소', en: 'Address' },
          hint: {
            ko: '블로그나 뉴스의 주소, 또는 RSS 주소를 넣으세요. 네이버 블로그, 티스토리, 브런치, 유튜브 채널은 그 주소 그대로 됩니다.',
            en: 'The address of a blog, a news site or its RSS feed. Addresses of Naver blogs, Tistory, Brunch and YouTube channels work as they are.',
          },
          kind: 'url',
          isOptional: false,
          placeholder: 'https://blog.naver.com/haneul_shop',
        },
      ],
    },
  ],
}
