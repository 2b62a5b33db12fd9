/** Proves that the project's own posts obey the scheme and that no two of them are nearly the same. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { emotion, intentLabel, sentimentLabel, urgency } from '../../contract/understanding.ts'

const post = z.strictObject({
  id: z.string().min(1),
  text: z.string().min(1).max(2000),
  lang: z.enum(['ko', 'en']),
  sentiment: sentimentLabel,
  intents: z.array(intentLabel).min(1),
  urgency,
  crisis: z.boolean(),
  answerable: z.boolean(),
  spam: z.boolean(),
  emotions: z.array(emotion),
  register: z.enum(['polite', 'plain', 'clipped', 'notice', 'formal', 'casual']),
  domain: z.string(),
})

/** Two posts that share more than this part of their 5-grams say the same thing. */
const MOST_SHARED = 0.4

describe.each(['ko', 'en'])('the posts in %s', lang => {
  const posts = readFileSync(join(import.meta.dirname, `data/posts-${lang}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(line => post.parse(JSON.parse(line)))

  it('have ids of their own and the language of their file', () => {
    expect(new Set(posts.map(one => one.id)).size).toBe(posts.length)
    expect(posts.every(one => one.lang === lang)).toBe(true)
  })

  it('keep the rules that join the fields', () => {
    const broken = posts.filter(
      one =>
        (one.spam && (one.answerable || one.sentiment !== 'neutral')) ||
        (one.sentiment === 'neutral' && one.emotions.some(name => name !== 'anticipation' && name !== 'anxiety')) ||
        new Set(one.intents).size !== one.intents.length,
    )
    expect(broken.map(one => one.id)).toEqual([])
  })

  it('hold no two that are nearly the same', () => {
    const seen = new Map<string, number[]>()
    const sizes: number[] = []
    const pairs: string[] = []
    posts.forEach((one, i) => {
      const grams = gramsOf(one.text)
      sizes.push(grams.size)
      const shared = new Map<number, number>()
      for (const gram of grams) {
        for (const j of seen.get(gram) ?? []) shared.set(j, (shared.get(j) ?? 0) + 1)
        seen.set(gram, [...(seen.get(gram) ?? []), i])
      }
      for (const [j, n] of shared) {
        if (n / (sizes[i]! + sizes[j]! - n) > MOST_SHARED) pairs.push(`${posts[j]!.id} ${one.id}`)
      }
    })
    expect(pairs).toEqual([])
  })
})

function gramsOf(text: string): Set<string> {
  const letters = text.toLowerCase().replace(/\s+/g, '')
  const grams = new Set<string>()
  for (let i = 0; i + 5 <= Math.max(5, letters.length); i++) grams.add(letters.slice(i, i + 5))
  return grams
}
