// Drives feedparser from a string and hands over its tree as plain nodes.
import FeedParser from 'feedparser'

/** One element as feedparser keeps it: attributes under `@`, text under `#`, children by their names. */
export type Node = { readonly '@'?: Readonly<Record<string, string>>; readonly '#'?: string } & {
  readonly [child: string]: unknown
}
export type Tree = { readonly type: string; readonly meta: Node; readonly items: readonly Node[] }

/**
 * Reads repaired XML. feedparser is a stream, yet a string goes through it in one synchronous step. It is asked for the
 * tree only (`normalize: false`): its own normalising takes time quadratic in hostile markup. Null for what is no feed.
 */
export function readTree(xml: string, url: string | null): Tree | null {
  const parser = new FeedParser({ normalize: false, addmeta: false, ...(url ? { feedurl: url } : {}) })
  let failed = false
  parser.on('error', () => {
    failed = true
  })
  parser.write(xml)
  parser.end()
  const items: Node[] = []
  for (let item = parser.read(); item !== null; item = parser.read()) items.push(item as unknown as Node)
  const meta = parser.meta as unknown as Node
  const type = meta['#type']
  if (typeof type !== 'string' || (failed && items.length === 0)) return null
  return { type, meta, items }
}

/** The nodes under one of these names, the first name that has any; `title` means the feed's own, `dc:title` another's. */
export function nodes(tree: Pick<Tree, 'type'>, parent: Node, ...names: readonly string[]): readonly Node[] {
  for (const name of names) {
    const found = parent[name.includes(':') ? name : `${tree.type}:${name}`]
    const list = (Array.isArray(found) ? found : [found]).filter(isNode)
    if (list.length > 0) return list
  }
  return []
}

/** The first text under one of these names, trimmed; null where all are empty. */
export function textOf(tree: Pick<Tree, 'type'>, parent: Node, ...names: readonly string[]): string | null {
  for (const name of names) {
    for (const node of nodes(tree, parent, name)) {
      const text = node['#']?.trim()
      if (text) return text
    }
  }
  return null
}

/** Children of a nested element carry their bare names. */
export function child(parent: Node, name: string): Node | null {
  const found = parent[name]
  const first = Array.isArray(found) ? found[0] : found
  return isNode(first) ? first : null
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}
