/** The demo's story: the same every time, with the rhythm and the crisis that it tells of. */
import { describe, expect, it } from 'vitest'
import { tellStory } from './story.ts'

const now = new Date('2026-11-21T06:00:00Z')
const tell = (seed: number, count = 20_000) =>
  tellStory({ seed, now, count, brand: '하늘상점', agents: ['지우', '민준'] })
const story = tell(7)

describe('the demo story', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(tell(7, 500)).toEqual(tell(7, 500))
    expect(tell(8, 500).posts[0]).not.toEqual(tell(7, 500).posts[0])
  })

  it('holds about as many posts as asked, in order, none after now, over twelve weeks', () => {
    expect(story.posts.length).toBeGreaterThan(19_500)
    expect(story.posts.length).toBeLessThan(20_500)
    const times = story.posts.map(post => post.publishedAt.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.at(-1)).toBeLessThan(now.getTime())
    expect(now.getTime() - times[0]!).toBeGreaterThan(83 * 24 * 3_600_000)
    expect(new Set(story.posts.map(post => post.remoteId)).size).toBe(story.posts.length)
  })

  it('sleeps at four in the morning and is loudest in the evening', () => {
    const byHour = new Array<number>(24).fill(0)
    for (const post of story.posts) byHour[(post.publishedAt.getUTCHours() + 9) % 24]! += 1
    expect(byHour[21]!).toBeGreaterThan(byHour[4]! * 5)
  })

  it('tells of a crisis that doubles the talk of its day, most of it unhappy', () => {
    const from = story.marks.find(mark => mark.en === 'Cancel page fails')!.at.getTime()
    const within = (start: number) =>
      story.posts.filter(
        post => post.publishedAt.getTime() >= start && post.publishedAt.getTime() < start + 8 * 3_600_000,
      )
    const during = within(from)
    expect(during.length).toBeGreaterThan(2 * within(from - 7 * 24 * 3_600_000).length)
    expect(during.filter(post => post.text.includes('해지') || post.text.includes('cancel')).length).toBeGreaterThan(
      during.length / 2,
    )
  })

  it('leaves some complaints to ourselves in silence, and answers most', () => {
    const addressed = story.posts.filter(post => post.isAddressed)
    const answered = addressed.filter(post => post.end?.state === 'answered')
    expect(answered.length).toBeGreaterThan(addressed.length * 0.6)
    expect(answered.length).toBeLessThan(addressed.length * 0.98)
  })

  it('has people who speak on two channels, and speaks English now and then', () => {
    const channelsOf = new Map<string, Set<string>>()
    for (const { author, channel } of story.posts)
      channelsOf.set(
        author.name + author.followers,
        (channelsOf.get(author.name + author.followers) ?? new Set()).add(channel),
      )
    expect([...channelsOf.values()].filter(channels => channels.size > 1).length).toBeGreaterThan(100)
    expect(story.posts.filter(post => post.text.includes('Haneul')).length).toBeGreaterThan(1000)
  })
})
