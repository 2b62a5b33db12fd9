// Proves that the feeds of a place are found from its address and from its page.
import { expect, it } from 'vitest'
import { discoverFeeds, feedOfProfile } from './discover.ts'

const channel = 'UCabcdefghijklmnopqrstuv'

it.each([
  ['https://blog.naver.com/haneul_shop', 'https://rss.blog.naver.com/haneul_shop.xml'],
  ['blog.naver.com/haneul_shop/223456789', 'https://rss.blog.naver.com/haneul_shop.xml'],
  ['https://m.blog.naver.com/haneul_shop', 'https://rss.blog.naver.com/haneul_shop.xml'],
  ['https://blog.naver.com/PostList.naver?blogId=haneul_shop', 'https://rss.blog.naver.com/haneul_shop.xml'],
  ['https://haneul.tistory.com/12', 'https://haneul.tistory.com/rss'],
  ['https://brunch.co.kr/@@aBc', 'https://brunch.co.kr/rss/@@aBc'],
  [`https://www.youtube.com/channel/${channel}`, `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`],
  ['https://youtube.com/user/haneul', 'https://www.youtube.com/feeds/videos.xml?user=haneul'],
  ['https://www.youtube.com/playlist?list=PL123', 'https://www.youtube.com/feeds/videos.xml?playlist_id=PL123'],
  ['https://velog.io/@haneul/posts', 'https://v2.velog.io/rss/haneul'],
])('%s has the feed %s', (address, feed) => expect(feedOfProfile(address)).toBe(feed))

it.each([
  'https://blog.naver.com/',
  'https://www.tistory.com/',
  'https://brunch.co.kr/@haneul',
  'https://www.youtube.com/@haneul',
  'https://example.com/haneul',
  'https://notblog.naver.com.example.com/x',
  '::',
])('%s says nothing of a feed by itself', address => expect(feedOfProfile(address)).toBeNull())

it('a page names its feeds, its own before the comments', () => {
  const html = `<html><head><base href="https://shop.example/blog/">
    <link rel="alternate" type="application/rss+xml" title="댓글" href="comments/feed">
    <LINK REL='alternate' TYPE='application/atom+xml' TITLE='하늘상점 소식' HREF='feed.atom?a=1&amp;b=2'>
    <link rel="alternate" type="application/feed+json" href="https://shop.example/feed.json">
    <link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" href="x.css" type="text/css">
    <link rel="alternate" type="application/json+oembed" href="/oembed?x"><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">`
  expect(discoverFeeds(html, 'https://shop.example/')).toEqual([
    { url: 'https://shop.example/blog/feed.atom?a=1&b=2', title: '하늘상점 소식' },
    { url: 'https://shop.example/feed.json', title: null },
    { url: 'https://shop.example/blog/comments/feed', title: '댓글' },
  ])
  expect(discoverFeeds('<html><head></head></html>', 'https://shop.example/')).toEqual([])
})

it('a YouTube handle and a Brunch author are found through their pages', () => {
  expect(discoverFeeds(`<script>{"externalId":"${channel}"}</script>`, 'https://www.youtube.com/@haneul')).toEqual([
    { url: `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`, title: null },
  ])
  expect(discoverFeeds('<a href="/rss/@@aBc">RSS</a>', 'https://brunch.co.kr/@haneul')).toEqual([
    { url: 'https://brunch.co.kr/rss/@@aBc', title: null },
  ])
  expect(discoverFeeds(`<script>{"externalId":"${channel}"}</script>`, 'https://example.com/@haneul')).toEqual([])
})
