/** A page that failed while it was drawn. */
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { words } from '../words.ts'

export const Crash = ({ error, reset }: ErrorComponentProps) => {
  const t = words.useT()
  const kit = kitWords.useT()
  return (
    <div role="alert" className="flex h-full flex-col">
      <EmptyState title={t('crash.title')} hint={t('crash.hint')}>
        <Button onClick={reset}>{kit('retry')}</Button>
      </EmptyState>
      <p className="pb-6 text-center text-faint text-xs">{error instanceof Error ? error.message : String(error)}</p>
    </div>
  )
}
