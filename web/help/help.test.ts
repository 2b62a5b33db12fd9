import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linkIn, listPapers } from './library.ts'
import { readMarkdown } from './markdown.ts'
import { findSections, sectionsOf } from './search.ts'
import { type Block, blockText, type Inline } from './tree.ts'

const root = join(import.meta.dirname, '..', '..')
const papers = listPapers(root)
const read = (file: string) => readMarkdown(readFileSync(join(root, file), 'utf8'), linkIn(root, papers, file))
const everything = papers.flatMap(({ slug, files }) =>
  [files.ko, files.en].flatMap(file => (file === null ? [] : [{ slug, file, page: read(file) }])),
)

const linksOf = (blocks: readonly Block[]): string[] => {
  const inWords = (words: readonly Inline[]): string[] =>
    words.flatMap(word => {
      if (typeof word === 'string' || word.kind === 'code' || word.kind === 'image') return []
      return [...(word.kind === 'link' ? [word.to] : []), ...inWords(word.of)]
    })
  return blocks.flatMap(block => {
    if (block.kind === 'list') return linksOf(block.items.flat())
    if (block.kind === 'quote') return linksOf(block.of)
    if (block.kind === 'table') return [block.head, ...block.rows].flat().flatMap(inWords)
    return 'of' in block ? inWords(block.of) : []
  })
}

describe('the pages of help', () => {
  it('are all the papers there are, each with an address and a title of its own', () => {
    const files = globSync('docs/**/*.md', { cwd: root }).filter(file => !file.startsWith('docs/ko/'))
    const listed = papers.map(paper => paper.files.en)
    expect(files.filter(file => !listed.includes(file))).toEqual([])
    expect(new Set(papers.map(paper => paper.slug)).size).toBe(papers.length)
    expect(everything.filter(({ page }) => page.title === '').map(({ file }) => file)).toEqual([])
  })
  it('are written in Korean where people use and run it, and every Korean page belongs to one', () => {
    const foreign = papers.filter(({ group, files }) => ['use', 'connect'].includes(group) && files.ko === null)
    expect(foreign.map(paper => paper.slug)).toEqual([])
    const operating = papers.filter(({ slug }) => slug.startsWith('operate-'))
    expect(operating.filter(({ files }) => files.ko === null).map(paper => paper.slug)).toEqual([])
    const korean = globSync('docs/ko/**/*.md', { cwd: root })
    expect(korean.filter(file => !papers.some(({ files }) => files.ko === file))).toEqual([])
  })
  it('lead to one another, to headings that exist', () => {
    const broken = everything.flatMap(({ file, page }) =>
      linksOf(page.blocks).flatMap(link => {
        const [, slug, at] = /^help:([^#]+)(?:#(.+))?$/.exec(link) ?? []
        if (slug === undefined) return /^https?:/.test(link) ? [] : [`${file}: ${link}`]
        const targets = everything.filter(one => one.slug === slug)
        const isThere =
          at === undefined || targets.some(one => one.page.blocks.some(b => b.kind === 'heading' && b.id === at))
        return targets.length > 0 && isThere ? [] : [`${file}: ${link}`]
      }),
    )
    expect(broken).toEqual([])
  })
  it('are what screens point at', () => {
    const sources = globSync('web/**/*.tsx', { cwd: root }).map(file => readFileSync(join(root, file), 'utf8'))
    const pointed = sources.flatMap(text => [...text.matchAll(/(?:<HelpLink page|\bhelp)="([^"]+)"/g)])
    expect(pointed.length).toBeGreaterThan(3)
    const missing = pointed.filter(([, slug]) => !everything.some(one => one.slug === slug))
    expect(missing.map(([text]) => text)).toEqual([])
  })
})

describe('Markdown', () => {
  it('becomes blocks and words; HTML stays the text that it is, and addresses that act lead nowhere', () => {
    const page = readMarkdown(
      '# T\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) **b** `c`\n\n<script>alert(1)</script>\n\n- one\n- two',
      linkIn(root, papers, 'README.md'),
    )
    expect(page).toEqual({
      title: 'T',
      blocks: [
        {
          kind: 'paragraph',
          of: ['<img src=x onerror=alert(1)> a ', { kind: 'strong', of: ['b'] }, ' ', { kind: 'code', text: 'c' }],
        },
        { kind: 'paragraph', of: ['<script>alert(1)</script>'] },
        {
          kind: 'list',
          isOrdered: false,
          items: [[{ kind: 'paragraph', of: ['one'] }], [{ kind: 'paragraph', of: ['two'] }]],
        },
      ],
    })
  })
  it('names headings as GitHub does, each once', () => {
    const { blocks } = readMarkdown('## The key\n\n## 키와 백업!\n\n## The key', () => null)
    expect(blocks.map(block => block.kind === 'heading' && block.id)).toEqual(['the-key', '키와-백업', 'the-key-1'])
  })
})

describe('the search', () => {
  const sections = everything.flatMap(({ slug, page }) => sectionsOf(slug, page))
  it('finds Korean words whatever particle follows, headings first, with the words around', () => {
    const [first] = findSections(sections, '키 바꾸기')
    expect(first).toMatchObject({ slug: 'operate-backup-and-upgrade' })
    const found = findSections(sections, '업그레이드')
    expect(found[0]?.heading).toContain('업그레이드')
    for (const one of found) expect(one.excerpt.slice(one.from, one.from + one.length)).toMatch(/^(업그레이드)?$/)
  })
  it('wants every word, and finds nothing for nothing', () => {
    expect(findSections(sections, 'TRUSTED_PROXIES caddy').map(one => one.slug)).toContain('operate-install')
    expect(findSections(sections, 'TRUSTED_PROXIES qqqqq')).toEqual([])
    expect(findSections(sections, '  ')).toEqual([])
  })
  it('loses nothing of a page on the way', () => {
    const { page, slug } = everything[0]!
    const told = sectionsOf(slug, page)
    expect(told.map(one => one.text).join('').length).toBeGreaterThan(
      page.blocks
        .filter(block => block.kind !== 'heading')
        .map(blockText)
        .join('').length - 1,
    )
  })
})
