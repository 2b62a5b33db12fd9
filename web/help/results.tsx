/** What a search in help found: the section, its page, and the words around. */
import { SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { EmptyState } from '../kit/states.tsx'
import { PageLink } from '../platform/links.tsx'
import { useSections } from './papers.ts'
import { type Found, findSections } from './search.ts'
import { words } from './words.ts'

export const SearchResults = ({ q }: { q: string }) => {
  const t = words.useT()
  const sections = useSections()
  const found = useMemo(() => findSections(sections, q), [sections, q])
  if (found.length === 0) return <EmptyState icon={SearchX} title={t('none', { q })} hint={t('noneHint')} />
  return (
    <div className="mx-auto max-w-3xl px-8 pt-6 pb-16 max-md:px-4">
      <p role="status" className="pb-2 text-muted text-sm">
        {t('found', { count: found.length })}
      </p>
      <ul className="flex flex-col gap-1">
        {found.map(one => (
          <li key={`${one.slug} ${one.at}`}>
            <Result found={one} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const Result = ({ found: { slug, at, title, heading, excerpt, from, length } }: { found: Found }) => (
  <PageLink
    to={`/help/${slug}`}
    search={{ at: at || undefined }}
    className="-mx-3 block rounded-md px-3 py-2.5 hover:bg-hover"
  >
    <span className="font-semibold text-accent-text">{heading || title}</span>
    {heading && <span className="text-muted"> · {title}</span>}
    <span className="mt-0.5 block break-words text-muted text-sm">
      {excerpt.slice(0, from)}
      <mark className="rounded-xs bg-mix-soft text-ink">{excerpt.slice(from, from + length)}</mark>
      {excerpt.slice(from + length)}
    </span>
  </PageLink>
)
