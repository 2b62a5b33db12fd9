/** What is known of somebody, how surely, and the one question that would tell most. */
import { Check, CircleDashed, CircleDot, Copy } from 'lucide-react'
import type { Profile } from '../../../contract/customers.ts'
import { IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useToasts } from '../../kit/toast.tsx'
import { useFormats } from '../../platform/session.ts'
import { Part } from '../part.tsx'
import { words } from './words.ts'

const signs = {
  sure: { icon: Check, ink: 'text-pos' },
  likely: { icon: CircleDot, ink: 'text-warn' },
  unknown: { icon: CircleDashed, ink: 'text-faint' },
} as const

export const Knowledge = ({ profile }: { profile: Profile }) => {
  const t = words.useT()
  const formats = useFormats()
  const share = t('known.share', { share: formats.share(profile.sureness) })
  return (
    <Part title={t('known.title')}>
      <p className="text-sm tabular-nums">{share}</p>
      <span aria-hidden className="mt-1 mb-2 block h-1.5 overflow-hidden rounded-full bg-neu-soft">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${profile.sureness * 100}%` }} />
      </span>
      <ul className="grid grid-cols-2 gap-x-3 gap-y-1 text-sm">
        {profile.known.map(({ facet, state, source }) => {
          const { icon: Icon, ink } = signs[state]
          return (
            <li key={facet} className="flex min-w-0 items-center gap-1.5">
              <Icon size={13} strokeWidth={2} className={cx('shrink-0', ink)} aria-hidden />
              <span className={cx('truncate', state === 'unknown' && 'text-muted')}>{t(`facet.${facet}`)}</span>
              <span className="shrink-0 text-faint text-xs">
                {state !== 'unknown' && source ? t(`source.${source}`) : t(`known.${state}`)}
              </span>
              <span className="sr-only">{t(`known.${state}`)}</span>
            </li>
          )
        })}
      </ul>
      {profile.question && <Question facet={profile.question} />}
    </Part>
  )
}

const Question = ({ facet }: { facet: NonNullable<Profile['question']> }) => {
  const t = words.useT()
  const toasts = useToasts()
  const text = t(`ask.${facet}`)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toasts.show({ text: t('ask.copied') }),
      // A browser that refuses its clipboard leaves the sentence to be marked by hand.
      () => {},
    )
  return (
    <div className="mt-2.5 flex items-start gap-1 rounded-md bg-accent-soft py-1.5 pr-1 pl-3">
      <p className="grow py-1 text-sm">
        <span className="block font-semibold text-accent-text text-xs">{t('ask.title')}</span>
        {text}
      </p>
      <IconButton label={t('ask.copy')} icon={Copy} size={14} onClick={copy} />
    </div>
  )
}
