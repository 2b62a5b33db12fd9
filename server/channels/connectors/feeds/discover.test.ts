// Proves that the feeds of a place are found from its page.
import { expect, it } from 'vitest'
import { discoverFeeds } from './discover.ts'

const channel = 'UCabcdefghijklmnopqrstuv'

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
