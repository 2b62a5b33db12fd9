/** Which papers of the checkout are pages of help, in which order, and under which address. Runs while the web app is built. */
import { existsSync, globSync } from 'node:fs'
import { join, normalize } from 'node:path/posix'
import { type Group, groups } from './tree.ts'

export interface Paper {
  /** Its part of the address: `operate-install`. */
  readonly slug: string
  readonly group: Group
  /** From the root of the checkout. Null where it is not written in that language. */
  readonly files: { readonly ko: string | null; readonly en: string | null }
}

/** In this order; whatever else lies in docs/ follows, so that no page is forgotten. */
const order: Readonly<Record<Group, readonly string[]>> = {
  use: ['README.md', 'docs/guide.md', 'docs/queries.md', 'docs/glossary.md'],
  operate: [
    'docs/operate/install.md',
    'docs/operate/backup-and-upgrade.md',
    'docs/operate/sign-in.md',
    'docs/security.md',
    'CHANGELOG.md',
  ],
  connect: ['docs/tracking.md', 'docs/webhooks.md'],
  understand: ['AGENTS.md', 'docs/house.md', 'docs/web.md', 'bench/README.md'],
  rooms: [],
  decisions: [],
}

/** Pages that say everything in both languages. */
const inBoth = ['docs/queries.md']

const groupOf = (file: string): Group => {
  const named = groups.find(group => order[group].includes(file))
  if (named) return named
  const folder = file.split('/')[1]
  return folder === 'rooms' || folder === 'decisions' || folder === 'operate' ? folder : 'understand'
}

export const slugOf = (file: string): string =>
  file
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .replaceAll('/', '-')
    .toLowerCase()

const koreanOf = (file: string): string => (file === 'README.md' ? 'README.ko.md' : file.replace(/^docs\//, 'docs/ko/'))

/** @param root the checkout */
export const listPapers = (root: string): Paper[] => {
  const found = globSync('docs/**/*.md', { cwd: root }).map(file => file.replaceAll('\\', '/'))
  const english = found.filter(file => !file.startsWith('docs/ko/')).sort()
  const listed = groups.flatMap(group => order[group]).filter(file => existsSync(join(root, file)))
  return [...new Set([...listed, ...english])].map(file => {
    const korean = koreanOf(file)
    const isWritten = korean !== file && existsSync(join(root, korean))
    return {
      slug: slugOf(file),
      group: groupOf(file),
      files: { en: file, ko: isWritten ? korean : inBoth.includes(file) ? file : null },
    }
  })
}

/** Where a link of one file leads, seen from the root: `docs/operate/install.md` and what stands behind `#`. */
export const targetOf = (file: string, address: string): { file: string; at: string } => {
  const [path = '', at = ''] = address.split('#')
  return { file: path === '' ? file : normalize(join(file, '..', path)), at }
}

/**
 * What a link in a file means to a reader: an address of the web as it is, `help:slug#heading` for another page, `picture:…`
 * for a picture of the checkout; null for files that are no pages.
 */
export const linkIn = (root: string, papers: readonly Paper[], file: string) => {
  const pages = new Map(papers.flatMap(({ slug, files }) => [files.ko, files.en].map(one => [one, slug] as const)))
  return (address: string): string | null => {
    if (/^https?:\/\//.test(address)) return address
    if (/^[a-z]+:/i.test(address)) return null
    const target = targetOf(file, address)
    const slug = pages.get(target.file)
    if (slug !== undefined) return `help:${slug}${target.at && `#${target.at}`}`
    return /\.(png|svg|webp)$/.test(target.file) && existsSync(join(root, target.file))
      ? `picture:${target.file}`
      : null
  }
}
