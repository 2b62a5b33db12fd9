/** The way to the identity desk, with how many pairs wait there. */
import { UsersRound } from 'lucide-react'
import { listSuggestions } from '../../../contract/customers/suggestions.ts'
import { Button } from '../../kit/button.tsx'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { words } from './words.ts'

export const MatchesLink = () => (useMay()('customers.merge') ? <Shown /> : null)

const Shown = () => {
  const t = words.useT()
  const waiting = useEndpoint(listSuggestions, {}).data?.items.length ?? 0
  return (
    <Button asChild size="sm" tone="quiet">
      <PageLink to="/customers/matches">
        <UsersRound size={15} aria-hidden className="md:hidden" />
        <span className="max-md:sr-only">{t('open')}</span>{' '}
        {waiting > 0 && <span className="text-accent-text tabular-nums">{waiting}</span>}
      </PageLink>
    </Button>
  )
}
