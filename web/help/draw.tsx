/** Draws a page of help. */
import type { ReactNode } from 'react'
import { cx } from '../kit/class.ts'
import { PageLink } from '../platform/links.tsx'
import type { Block, Cell, Inline } from './tree.ts'

export const Blocks = ({ blocks }: { blocks: readonly Block[] }) =>
  blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a written page does not change.
    <Drawn key={index} block={block} />
  ))

const Drawn = ({ block }: { block: Block }): ReactNode => {
  switch (block.kind) {
    case 'heading':
      return <Heading level={block.level} id={block.id} of={block.of} />
    case 'paragraph':
      return (
        <p className="my-3">
          <Words of={block.of} />
        </p>
      )
    case 'code':
      return (
        <Sideways className="my-3 rounded-md bg-sunken px-3.5 py-3">
          <pre className="font-mono text-sm">{block.text}</pre>
        </Sideways>
      )
    case 'list':
      return <List isOrdered={block.isOrdered} items={block.items} />
    case 'table':
      return <Table head={block.head} rows={block.rows} />
    case 'quote':
      return (
        <blockquote className="my-3 border-hair-strong border-l-2 pl-3 text-muted">
          <Blocks blocks={block.of} />
        </blockquote>
      )
    case 'line':
      return <hr className="my-6 border-hair" />
  }
}

/** What may be wider than the page scrolls by itself. */
const Sideways = ({ className, children }: { className: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <div tabIndex={0} className={cx('scroll-quiet overflow-x-auto outline-offset-0', className)}>
    {children}
  </div>
)

const Heading = ({ level, id, of }: { level: number; id: string; of: readonly Inline[] }) =>
  level <= 2 ? (
    <h2 id={id} tabIndex={-1} className="mt-8 mb-2 scroll-mt-4 font-bold text-lg outline-none">
      <Words of={of} />
    </h2>
  ) : (
    <h3 id={id} tabIndex={-1} className="mt-6 mb-1.5 scroll-mt-4 font-semibold text-md outline-none">
      <Words of={of} />
    </h3>
  )

const List = ({ isOrdered, items }: { isOrdered: boolean; items: readonly (readonly Block[])[] }) => {
  const rows = items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a written page does not change.
    <li key={index} className="my-1.5 pl-1 [&>p]:my-0">
      <Blocks blocks={item} />
    </li>
  ))
  return isOrdered ? (
    <ol className="my-3 list-decimal pl-5">{rows}</ol>
  ) : (
    <ul className="my-3 list-disc pl-5 marker:text-faint">{rows}</ul>
  )
}

const Table = ({ head, rows }: { head: readonly Cell[]; rows: readonly (readonly Cell[])[] }) => (
  <Sideways className="my-4 rounded-md border border-hair">
    <table className="w-full border-collapse text-sm">
      <thead>
        <Row cells={head} isHead />
      </thead>
      <tbody>
        {rows.map((cells, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a written page does not change.
          <Row key={index} cells={cells} />
        ))}
      </tbody>
    </table>
  </Sideways>
)

const Row = ({ cells, isHead }: { cells: readonly Cell[]; isHead?: boolean }) => (
  <tr className={isHead ? 'bg-sunken text-left' : 'border-hair border-t align-top'}>
    {cells.map((cell, index) =>
      isHead ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: a written page does not change.
        <th key={index} scope="col" className="px-3 py-2 font-semibold">
          <Words of={cell} />
        </th>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: a written page does not change.
        <td key={index} className="min-w-24 px-3 py-2">
          <Words of={cell} />
        </td>
      ),
    )}
  </tr>
)

const Words = ({ of }: { of: readonly Inline[] }) =>
  of.map((word, index) => {
    if (typeof word === 'string') return word
    // biome-ignore lint/suspicious/noArrayIndexKey: a written page does not change.
    return <Word key={index} word={word} />
  })

const Word = ({ word }: { word: Exclude<Inline, string> }) => {
  if (word.kind === 'code')
    return <code className="break-words rounded-xs bg-sunken px-1 py-0.5 font-mono text-[0.92em]">{word.text}</code>
  if (word.kind === 'image')
    return <img src={word.src} alt={word.alt} loading="lazy" className="my-2 w-full rounded-md border border-hair" />
  const inner = <Words of={word.of} />
  if (word.kind === 'link') return <HelpAnchor to={word.to}>{inner}</HelpAnchor>
  if (word.kind === 'strong') return <strong className="font-semibold">{inner}</strong>
  return word.kind === 'em' ? <em>{inner}</em> : <del>{inner}</del>
}

const look = 'text-accent-text underline decoration-hair-strong underline-offset-2 hover:decoration-current'

/** `help:slug#heading` goes to another page of help, anything else is an address of the web. */
const HelpAnchor = ({ to, children }: { to: string; children: ReactNode }) => {
  const inside = /^help:([^#]+)(?:#(.+))?$/.exec(to)
  if (!inside)
    return (
      <a href={to} target="_blank" rel="noreferrer" className={look}>
        {children}
      </a>
    )
  return (
    <PageLink to={`/help/${inside[1]}`} search={{ at: inside[2] }} className={look}>
      {children}
    </PageLink>
  )
}
