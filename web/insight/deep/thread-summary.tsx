/** Below the thread of an opened mention: its summary by the provider, where deep reading is on or was used before. */
import { getProvider, getThreadSummary, summariseThread } from '../../../contract/deep-reading.ts'
import type { Mention } from '../../../contract/listening.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

export const ThreadSummary = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const formats = useFormats()
  const mayAsk = useMay()('understanding.correct')
  const itemId = mention.item.id
  const { data } = useEndpoint(getThreadSummary, { itemId })
  const ask = useVerb(summariseThread, { refetch: [getThreadSummary, getProvider] })
  if (!data || (!data.isOn && data.ask?.state !== 'answered')) return null
  const last = data.ask
  const isWaiting = last?.state === 'waiting' || ask.isRunning
  return (
    <Card title={t('summary')} note={t('summaryNote')}>
      <div className="mt-1.5 flex flex-col items-start gap-2" aria-live="polite">
        {last?.state === 'answered' && (
          <>
            <p className="whitespace-pre-line">{last.answer}</p>
            <p className="text-muted text-xs">{t('askBy', { by: last.askedBy, when: formats.ago(last.askedAt) })}</p>
          </>
        )}
        {last?.failure && <p className="text-neg text-sm">{t(`failure.${last.failure}`)}</p>}
        {isWaiting && <p className="text-muted text-sm">{t('summaryWaiting')}</p>}
        {data.isOn && mayAsk && !isWaiting && (
          <div className="flex flex-wrap items-center gap-2">
            <Button size="sm" onClick={() => ask.run({ itemId })}>
              {t(last ? 'summariseAgain' : 'summarise')}
            </Button>
            <span className="text-muted text-xs">{t('summaryHint')}</span>
          </div>
        )}
      </div>
    </Card>
  )
}
