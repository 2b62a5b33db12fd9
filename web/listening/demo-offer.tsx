/** One click to a workspace that is full already: the demo's shop. */
import { Sparkles } from 'lucide-react'
import { createDemo } from '../../contract/system.ts'
import { Button } from '../kit/button.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useLocale } from '../platform/i18n.ts'
import { useGoTo } from '../platform/links.tsx'
import { useVerb } from '../platform/query.ts'
import { useMay, useSession } from '../platform/session.ts'
import { words } from './words.ts'

/** Makes a demo and opens its stream. */
const useDemo = () => {
  const t = words.useT()
  const locale = useLocale()
  const goTo = useGoTo()
  const toasts = useToasts()
  const session = useSession()
  const verb = useVerb(createDemo, {
    onDone: async made => {
      await session.refetch()
      toasts.show({ text: t('demo.made', { name: made.name }), tone: 'good' })
      goTo(`/w/${made.id}/listen`)
    },
  })
  return { make: () => verb.run({ locale }), isMaking: verb.isRunning }
}

/** A button for empty pages; nothing for those who may not make workspaces. */
export const DemoButton = () => {
  const t = words.useT()
  const may = useMay()
  const { make, isMaking } = useDemo()
  if (!may('access.manage')) return null
  return (
    <Button isBusy={isMaking} onClick={make}>
      {t('demo.open')}
    </Button>
  )
}

/** A row among the places to listen to. */
export const DemoRow = () => {
  const t = words.useT()
  const may = useMay()
  const { make, isMaking } = useDemo()
  if (!may('access.manage')) return null
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <Sparkles size={16} strokeWidth={1.6} className="text-muted" aria-hidden />
      <div className="grow">
        <p className="font-semibold">{t('demo.title')}</p>
        <p className="text-muted text-xs">{t('demo.hint')}</p>
      </div>
      <Button isBusy={isMaking} onClick={make}>
        {t('demo.open')}
      </Button>
    </div>
  )
}
