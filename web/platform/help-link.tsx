/** A way from a screen into the page of help that explains it. */
import { CircleHelp } from 'lucide-react'
import { PageLink } from './links.tsx'
import { words } from './words.ts'

/** @param page the page's part of the address, such as `operate-install` (a test knows them all); without it the contents */
export const HelpLink = ({ page }: { page?: string }) => {
  const t = words.useT()
  return (
    <PageLink
      to={page ? `/help/${page}` : '/help'}
      className="inline-flex items-center gap-1 rounded-xs text-accent-text text-sm hover:underline"
    >
      <CircleHelp size={14} strokeWidth={1.7} aria-hidden />
      {t('help')}
    </PageLink>
  )
}
