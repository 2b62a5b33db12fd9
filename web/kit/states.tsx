/** The designed states of every page: loading, empty, error, forbidden. */
import type { LucideIcon } from 'lucide-react'
import { CircleAlert, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cx } from './class.ts'
import { words } from './words.ts'

/** A grey place of the size of what comes. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cx('block animate-breathe rounded-sm bg-neu-soft', className ?? 'h-4 w-full')} />
)

/** Rows as they will stand, for lists that load. */
export const SkeletonRows = ({ count = 6, hasFace = true }: { count?: number; hasFace?: boolean }) => {
  const t = words.useT()
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows have no identity.
        <div key={index} className="flex gap-3 border-hair border-b px-3.5 py-3">
          {hasFace && <Skeleton className="size-7 shrink-0 rounded-full" />}
          <div className="flex grow flex-col gap-2">
            <Skeleton className="h-3.5 w-1/4" />
            <Skeleton className={index % 2 ? 'h-3.5 w-4/5' : 'h-3.5 w-3/5'} />
          </div>
        </div>
      ))}
    </div>
  )
}

const Centred = ({
  icon: Icon,
  title,
  children,
}: {
  icon?: LucideIcon | undefined
  title: ReactNode
  children?: ReactNode
}) => (
  <div className="flex grow flex-col items-center justify-center gap-2 px-6 py-14 text-center">
    {Icon && <Icon size={22} strokeWidth={1.5} className="mb-1 text-faint" aria-hidden />}
    <p className="font-semibold text-md">{title}</p>
    {children}
  </div>
)

/** Nothing here yet: says what would be, and offers the next step. */
export const EmptyState = ({
  icon,
  title,
  hint,
  children,
}: {
  icon?: LucideIcon
  title: ReactNode
  hint?: ReactNode
  /** Buttons. */
  children?: ReactNode
}) => (
  <Centred icon={icon} title={title}>
    {hint && <p className="max-w-sm text-muted">{hint}</p>}
    {children && <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>}
  </Centred>
)

/** It did not come: says why, and tries again. */
export const ErrorState = ({
  sentence,
  errorId,
  onRetry,
}: {
  sentence: string
  errorId?: string | undefined
  onRetry?: (() => void) | undefined
}) => {
  const t = words.useT()
  return (
    <div role="alert" className="flex grow flex-col">
      <Centred icon={CircleAlert} title={t('error.title')}>
        <p className="max-w-sm text-muted">{sentence}</p>
        {errorId && <p className="text-faint text-xs">{t('error.id', { id: errorId })}</p>}
        {onRetry && (
          <Button className="mt-3" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </Centred>
    </div>
  )
}

/** It is not for this person: says which permission is missing. */
export const ForbiddenState = ({ hint }: { hint: ReactNode }) => {
  const t = words.useT()
  return (
    <Centred icon={Lock} title={t('forbidden.title')}>
      <p className="max-w-sm text-muted">{hint}</p>
    </Centred>
  )
}
