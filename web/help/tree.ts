/** A page of help as data: a dozen kinds of block and word, and no HTML, so that nothing in a page can act. */

export type Inline =
  | string
  | { readonly kind: 'strong' | 'em' | 'del'; readonly of: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly to: string; readonly of: readonly Inline[] }
  | { readonly kind: 'image'; readonly src: string; readonly alt: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly of: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly of: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'quote'; readonly of: readonly Block[] }
  | { readonly kind: 'line' }

export type Cell = readonly Inline[]

/** The groups of the contents, in their order. */
export const groups = ['use', 'operate', 'connect', 'understand', 'rooms', 'decisions'] as const
export type Group = (typeof groups)[number]

export interface HelpPage {
  readonly title: string
  /** Without the title. */
  readonly blocks: readonly Block[]
}

/** What stands in words, without their dress. */
export const plain = (words: readonly Inline[]): string =>
  words.map(word => (typeof word === 'string' ? word : wordText(word))).join('')

const wordText = (word: Exclude<Inline, string>): string => {
  if (word.kind === 'code') return word.text
  return word.kind === 'image' ? word.alt : plain(word.of)
}

/** What stands in a block, each piece that is read by itself on a line of its own. */
export const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return plain(block.of)
    case 'code':
      return block.text
    case 'list':
      return block.items.flatMap(item => item.map(blockText)).join('\n')
    case 'table':
      return [block.head, ...block.rows].map(row => row.map(plain).join(' · ')).join('\n')
    case 'quote':
      return block.of.map(blockText).join('\n')
    case 'line':
      return ''
  }
}
