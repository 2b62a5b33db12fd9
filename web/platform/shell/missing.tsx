/** 404: no page at this address. */
import { Compass } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { HelpLink } from '../help-link.tsx'
import { useGo } from '../links.tsx'
import { words } from '../words.ts'

export const Missing = () => {
  const t = words.useT()
  const go = useGo()
  return (
    <section className="flex h-full flex-col">
      <h1 className="sr-only">{t('missing.title')}</h1>
      <EmptyState icon={Compass} title={t('missing.title')} hint={t('missing.hint')}>
        <Button onClick={() => go('/')}>{t('missing.home')}</Button>
        <HelpLink />
      </EmptyState>
    </section>
  )
}
