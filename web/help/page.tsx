/** 도움말: contents at the left, a page or what a search found beside it. */
import { BookOpen, SearchX } from 'lucide-react'
import { Suspense, useEffect, useRef } from 'react'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { SearchBox } from '../kit/search-box.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { BackLink } from '../platform/back-link.tsx'
import { PageLink, usePathParams, useView } from '../platform/links.tsx'
import { Blocks } from './draw.tsx'
import { type ShownPaper, usePaper, usePapers } from './papers.ts'
import { SearchResults } from './results.tsx'
import { groups, plain } from './tree.ts'
import { words } from './words.ts'

export const HelpPage = () => {
  const t = words.useT()
  const { slug } = usePathParams()
  const [{ q, at }, setView] = useView(search => ({
    q: typeof search.q === 'string' ? search.q : '',
    at: typeof search.at === 'string' ? search.at : '',
  }))
  const isHome = slug === undefined && q === ''
  return (
    <Page
      bar={
        <TopBar
          title={t('title')}
          lead={
            !isHome && (
              <span className="md:hidden">
                <BackLink to="/help" label={t('contents')} />
              </span>
            )
          }
        />
      }
    >
      <div className="flex min-h-0 grow">
        <nav
          aria-label={t('contents')}
          className={cx(
            'scroll-quiet w-64 shrink-0 overflow-y-auto border-hair border-r px-3 py-3 max-md:w-full max-md:border-r-0',
            !isHome && 'max-md:hidden',
          )}
        >
          <SearchBox label={t('search')} q={q} onSearch={typed => setView({ q: typed || undefined })} maxLength={100} />
          <Contents here={slug} />
        </nav>
        <Scroll className={isHome ? 'max-md:hidden' : ''}>
          <Suspense fallback={<SkeletonRows count={6} hasFace={false} />}>
            {q !== '' ? <SearchResults q={q} /> : <Article slug={slug} at={at} />}
          </Suspense>
        </Scroll>
      </div>
    </Page>
  )
}

const Contents = ({ here }: { here: string | undefined }) => {
  const t = words.useT()
  const papers = usePapers()
  return groups.map(group => (
    <section key={group} className="mt-4 flex flex-col gap-0.5">
      <h2 className="px-2 pb-1 font-medium text-2xs text-faint tracking-wide">{t(`group.${group}`)}</h2>
      {papers
        .filter(paper => paper.group === group)
        .map(paper => (
          <ContentsLink key={paper.slug} paper={paper} isHere={paper.slug === here} />
        ))}
    </section>
  ))
}

const ContentsLink = ({ paper, isHere }: { paper: ShownPaper; isHere: boolean }) => {
  const t = words.useT()
  return (
    <PageLink
      to={`/help/${paper.slug}`}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'flex min-h-[31px] items-center gap-2 rounded-sm px-2 py-1 font-medium pointer-coarse:min-h-11',
        isHere ? 'bg-neu-soft text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      <span className="min-w-0 grow" lang={paper.isForeign ? 'en' : undefined}>
        {paper.title}
      </span>
      {paper.isForeign && <span className="shrink-0 text-2xs text-faint">{t('english')}</span>}
    </PageLink>
  )
}

const Article = ({ slug, at }: { slug: string | undefined; at: string }) => {
  const t = words.useT()
  const paper = usePapers().find(one => one.slug === slug)
  if (slug === undefined) return <EmptyState icon={BookOpen} title={t('welcome')} hint={t('welcomeHint')} />
  if (!paper) return <EmptyState icon={SearchX} title={t('unknown')} hint={t('unknownHint')} />
  return <Written key={`${paper.slug} ${paper.title}`} paper={paper} at={at} />
}

const Written = ({ paper, at }: { paper: ShownPaper; at: string }) => {
  const t = words.useT()
  const page = usePaper(paper)
  const top = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const heading = at === '' ? top.current : document.getElementById(at)
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }, [at])
  const headings = page.blocks.filter(block => block.kind === 'heading' && block.level <= 2)
  return (
    <div className="mx-auto flex max-w-5xl gap-8 px-8 pt-6 pb-16 max-md:px-4">
      <article lang={paper.isForeign ? 'en' : undefined} className="min-w-0 max-w-3xl grow leading-relaxed">
        <h2 ref={top} tabIndex={-1} className="scroll-mt-6 font-bold text-xl outline-none">
          {page.title}
        </h2>
        {paper.isForeign && (
          <p lang="ko" className="mt-2">
            <Chip>{t('foreign')}</Chip>
          </p>
        )}
        <Blocks blocks={page.blocks} />
      </article>
      {headings.length > 1 && (
        <nav aria-label={t('onPage')} className="sticky top-6 w-44 shrink-0 self-start max-lg:hidden">
          <h2 className="pb-1.5 font-medium text-2xs text-faint tracking-wide">{t('onPage')}</h2>
          {headings.map(
            block =>
              block.kind === 'heading' && (
                <PageLink
                  key={block.id}
                  to={`/help/${paper.slug}`}
                  search={{ at: block.id }}
                  aria-current={block.id === at ? 'location' : undefined}
                  className={cx('block py-1 text-sm hover:text-ink', block.id === at ? 'text-ink' : 'text-muted')}
                >
                  {plain(block.of)}
                </PageLink>
              ),
          )}
        </nav>
      )}
    </div>
  )
}
