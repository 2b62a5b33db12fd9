/** Proves that a profile's address alone tells its feed, for each host whose rule is known. */
import { expect, it } from 'vitest'
import { feedOfProfile } from './profiles.ts'

const channel = 'UCabcdefghijklmnopqrstuv'

it.each([
  ['https://blog.naver.com/haneul_shop', 'https://rss.blog.naver.com/haneul_shop.xml'],
  ['blog.naver.com/haneul_shop/223456789', 'https://rss.blog.naver.com/haneul_shop.xml'],
  ['https://m.blog.naver.com/haneul_shop', 'https://rss.blog.naver.com/haneul_shop.xml'],
  ['https://blog.naver.com/PostList.naver?blogId=haneul_shop', 'https://rss.blog.naver.com/haneul_shop.xml'],
  [
    'https://m.blog.naver.com/PostView.naver?blogId=haneul_shop&logNo=2234',
    'https://rss.blog.naver.com/haneul_shop.xml',
  ],
  ['https://blog.naver.com/PostView.nhn?blogId=haneul_shop', 'https://rss.blog.naver.com/haneul_shop.xml'],
  ['https://haneul.tistory.com/12', 'https://haneul.tistory.com/rss'],
  ['haneul.tistory.com', 'https://haneul.tistory.com/rss'],
  ['https://brunch.co.kr/@@aBc', 'https://brunch.co.kr/rss/@@aBc'],
  [`https://www.youtube.com/channel/${channel}`, `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`],
  ['https://youtube.com/user/haneul', 'https://www.youtube.com/feeds/videos.xml?user=haneul'],
  ['https://www.youtube.com/playlist?list=PL123', 'https://www.youtube.com/feeds/videos.xml?playlist_id=PL123'],
  ['https://velog.io/@haneul/posts', 'https://v2.velog.io/rss/@haneul'],
  ['https://medium.com/@haneul/a-story-12', 'https://medium.com/feed/@haneul'],
  ['https://medium.com/haneul-shop', 'https://medium.com/feed/haneul-shop'],
  ['https://haneul.medium.com/about', 'https://haneul.medium.com/feed'],
  ['https://www.reddit.com/r/korea/', 'https://www.reddit.com/r/korea/new/.rss'],
  ['old.reddit.com/u/haneul', 'https://www.reddit.com/user/haneul/.rss'],
  ['https://github.com/haneul/shop', 'https://github.com/haneul/shop/releases.atom'],
  ['https://github.com/haneul/shop/releases/tag/v1', 'https://github.com/haneul/shop/releases.atom'],
  ['https://github.com/haneul/shop/tags', 'https://github.com/haneul/shop/tags.atom'],
  ['https://github.com/haneul', 'https://github.com/haneul.atom'],
  ['https://haneul.substack.com/p/hello', 'https://haneul.substack.com/feed'],
  ['https://haneul.wordpress.com/2026/11/hello/', 'https://haneul.wordpress.com/feed/'],
  ['https://haneul.blogspot.com/', 'https://haneul.blogspot.com/feeds/posts/default'],
  ['https://bsky.app/profile/haneul.bsky.social', 'https://bsky.app/profile/haneul.bsky.social/rss'],
])('%s has the feed %s', (address, feed) => expect(feedOfProfile(address)).toBe(feed))

it.each([
  'https://blog.naver.com/',
  'https://blog.naver.com/PostList.naver',
  'https://www.tistory.com/',
  'https://brunch.co.kr/@haneul',
  'https://www.youtube.com/@haneul',
  'https://www.youtube.com/c/haneul',
  'https://medium.com/tag/korea',
  'https://github.com/topics/crm',
  'https://www.reddit.com/',
  'https://www.substack.com/',
  'https://example.com/haneul',
  'https://notblog.naver.com.example.com/x',
  '::',
])('%s says nothing of a feed by itself', address => expect(feedOfProfile(address)).toBeNull())

it.each([
  'https://haneul.tistory.com/rss',
  'https://medium.com/feed/@haneul',
  'https://github.com/haneul/shop/releases.atom',
  'https://www.reddit.com/r/korea/new/.rss',
  'https://www.youtube.com/feeds/videos.xml?channel_id=x',
])('%s is a feed already', address => expect(feedOfProfile(address)).toBeNull())
