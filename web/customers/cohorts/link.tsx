/** The way to who came back. */
import { CalendarHeart } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { PageLink } from '../../platform/links.tsx'
import { words } from './words.ts'

export const CohortsLink = () => {
  const t = words.useT()
  return (
    <Button asChild size="sm" tone="quiet">
      <PageLink to="/customers/cohorts">
        <CalendarHeart size={15} aria-hidden className="md:hidden" />
        <span className="max-md:sr-only">{t('open')}</span>
      </PageLink>
    </Button>
  )
}
