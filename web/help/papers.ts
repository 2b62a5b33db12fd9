/** The pages of help in the reader's language, and where there is none, in English. */

import { papers } from 'virtual:help'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useLocale } from '../platform/i18n.ts'
import { type Section, sectionsOf } from './search.ts'
import type { Group, HelpPage } from './tree.ts'

export interface Edition {
  readonly title: string
  readonly load: () => Promise<{ page: HelpPage }>
}

export interface Paper {
  readonly slug: string
  readonly group: Group
  readonly ko?: Edition
  readonly en: Edition
}

export interface ShownPaper {
  readonly slug: string
  readonly group: Paper['group']
  readonly title: string
  /** It is not written in the reader's language. */
  readonly isForeign: boolean
  readonly load: Edition['load']
}

export const usePapers = (): readonly ShownPaper[] => {
  const locale = useLocale()
  return papers.map(({ slug, group, ...editions }) => {
    const own = editions[locale]
    return { slug, group, isForeign: own === undefined, ...(own ?? editions.en) }
  })
}

/** One page. Suspends while its chunk comes. */
export const usePaper = (paper: ShownPaper): HelpPage =>
  useSuspenseQuery({
    queryKey: ['help', paper.slug, paper.title],
    queryFn: async () => (await paper.load()).page,
    staleTime: Number.POSITIVE_INFINITY,
  }).data

/** Everything, for the search. Suspends while it comes. */
export const useSections = (): readonly Section[] => {
  const shown = usePapers()
  const locale = useLocale()
  return useSuspenseQuery({
    queryKey: ['help', 'all', locale],
    queryFn: async () => {
      const pages = await Promise.all(shown.map(async one => sectionsOf(one.slug, (await one.load()).page)))
      return pages.flat()
    },
    staleTime: Number.POSITIVE_INFINITY,
  }).data
}
