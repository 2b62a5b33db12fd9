/** Finds sections of help by what somebody types. Pure. */
import { blockText, type HelpPage, plain } from './tree.ts'

export interface Section {
  readonly slug: string
  readonly title: string
  /** The heading above it; empty at the head of a page. */
  readonly heading: string
  /** The heading's id, for the address; empty at the head of a page. */
  readonly at: string
  readonly text: string
}

export interface Found extends Section {
  /** Some words around the first that was found, and where in them it stands. */
  readonly excerpt: string
  readonly from: number
  readonly length: number
}

/** A page as its sections, one a heading. */
export const sectionsOf = (slug: string, page: HelpPage): Section[] => {
  const sections: { heading: string; at: string; texts: string[] }[] = [{ heading: '', at: '', texts: [] }]
  for (const block of page.blocks) {
    if (block.kind === 'heading') sections.push({ heading: plain(block.of), at: block.id, texts: [] })
    else sections.at(-1)!.texts.push(blockText(block))
  }
  return sections.map(({ texts, ...one }) => ({ slug, title: page.title, ...one, text: texts.join('\n') }))
}

const around = 60
const most = 30
const folded = (text: string) => text.normalize('NFC').toLowerCase()

/**
 * Sections that hold every typed word, somewhere: in their title, heading or text, those that are named so first. A word is found in
 * the middle of others too, so that 백업 finds 백업을.
 */
export const findSections = (sections: readonly Section[], typed: string): Found[] => {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: { section: Section; worth: number }[] = []
  for (const section of sections) {
    const places = [folded(section.heading), folded(section.title), folded(section.text)] as const
    const worths = words.map(word => worthOf(word, places))
    if (worths.every(worth => worth > 0)) found.push({ section, worth: worths.reduce((sum, one) => sum + one) })
  }
  return found
    .sort((one, other) => other.worth - one.worth)
    .slice(0, most)
    .map(({ section }) => ({ ...section, ...excerptOf(section.text, words) }))
}

const worthOf = (word: string, [heading, title, text]: readonly [string, string, string]): number =>
  (heading.includes(word) ? 4 : 0) + (title.includes(word) ? 2 : 0) + (text.includes(word) ? 1 : 0)

const excerptOf = (text: string, words: readonly string[]) => {
  const flat = text.normalize('NFC').replace(/\s+/g, ' ')
  const low = flat.toLowerCase()
  const word = words.find(one => low.includes(one)) ?? ''
  const place = word === '' ? 0 : low.indexOf(word)
  const start = Math.max(0, place - around)
  const lead = start > 0 ? '…' : ''
  const excerpt = lead + flat.slice(start, place + word.length + around * 2)
  return { excerpt, from: lead.length + place - start, length: word.length }
}
