/** How often a rule would have rung in the last seven days, asked again when its sentence has stood still. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { previewAlertRule } from '../../contract/listening.ts'
import { Sparkline } from '../kit/bar.tsx'
import { Card } from '../kit/page.tsx'
import { call } from '../platform/client.ts'
import { isProblemError } from '../platform/problem.ts'
import { useFormats, useWorkspace } from '../platform/session.ts'
import type { RuleDraft } from './alert-sentence.tsx'
import { words } from './words.ts'

const standsMs = 400
const tooOftenADay = 10

export const RulePreview = ({ draft }: { draft: RuleDraft }) => {
  const t = words.useT()
  const formats = useFormats()
  const { id: workspaceId } = useWorkspace()
  const { condition, filter, pace, quiet, isShared } = draft
  const asked = useStill(JSON.stringify({ condition, filter, pace, quiet, isShared }))
  const query = useQuery({
    queryKey: [previewAlertRule.name, workspaceId, asked],
    queryFn: ({ signal }) => call(previewAlertRule, JSON.parse(asked), { workspaceId, signal }),
    retry: false,
  })
  const preview = query.data
  return (
    <Card title={t('rule.preview')}>
      <div className="mt-2 flex min-h-10 items-center gap-4" aria-live="polite">
        {query.isPending && <p className="text-muted">{t('rule.previewWait')}</p>}
        {query.error && (
          <p className="text-neg">{isProblemError(query.error) ? query.error.problem.title : String(query.error)}</p>
        )}
        {preview && (
          <>
            <p className="grow">
              {preview.fired === 0
                ? t('rule.previewNone', { mentions: formats.number(preview.mentions) })
                : t('rule.previewFired', { count: preview.fired, mentions: formats.number(preview.mentions) })}
              {preview.fired > tooOftenADay * 7 && (
                <span className="block text-sm text-warn">{t('rule.previewOften')}</span>
              )}
            </p>
            {preview.fired > 0 && (
              <Sparkline
                values={preview.days.map(day => day.fired)}
                width={120}
                height={32}
                label={t('rule.previewDays')}
              />
            )}
          </>
        )}
      </div>
    </Card>
  )
}

/** A value that has not changed for a moment. */
const useStill = (value: string): string => {
  const [still, setStill] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), standsMs)
    return () => clearTimeout(timer)
  }, [value])
  return still
}
