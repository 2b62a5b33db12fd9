/** What another tool said of a post in the file that it came in. */
import { FileInput } from 'lucide-react'
import type { Brought } from '../../contract/listening.ts'
import { SentimentChip } from '../kit/chip.tsx'
import { useFormats } from '../platform/session.ts'
import { words } from './words.ts'

export const BroughtLine = ({ brought: { sentiment, metrics } }: { brought: Brought }) => {
  const t = words.useT()
  const { number } = useFormats()
  const said = (['likes', 'comments', 'shares', 'views', 'reach'] as const).flatMap(name =>
    metrics[name] === null ? [] : t(`brought.${name}`, { count: number(metrics[name]) }),
  )
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-muted text-xs">
      <FileInput size={13} className="shrink-0" aria-hidden />
      {t('brought')}
      {sentiment && <SentimentChip label={sentiment} />}
      {said.join(' · ')}
    </p>
  )
}
